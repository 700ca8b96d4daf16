package io.onesend.chat.redis;

import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads any answer of Redis: {@code Long}, {@code byte[]}, or a {@code List} of such; nil on its own is an empty list. */
final class AnswerOutput extends CommandOutput<String, byte[], Object> {

    private static final class OpenList {
        private final List<@Nullable Object> items;
        private int missing;

        OpenList(int size) {
            items = new ArrayList<>(size);
            missing = size;
        }
    }

    /** Lists that are not complete, the innermost first. */
    private final Deque<OpenList> open = new ArrayDeque<>();

    AnswerOutput() {
        super(LinkClient.CODEC, List.of());
    }

    @Override
    public void set(long integer) {
        add(integer);
        closeComplete();
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        add(bytes == null ? null : codec.decodeValue(bytes));
        closeComplete();
    }

    @Override
    public void multi(int count) {
        OpenList list = new OpenList(count);
        add(list.items);
        open.push(list);
        closeComplete();
    }

    private void add(@Nullable Object item) {
        OpenList list = open.peek();
        if (list != null) {
            list.items.add(item);
            list.missing--;
        } else if (item != null) {
            output = item;
        }
    }

    private void closeComplete() {
        while (!open.isEmpty() && open.element().missing == 0) {
            open.pop();
        }
    }
}
