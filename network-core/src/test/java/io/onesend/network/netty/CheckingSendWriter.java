package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Checks every write of numbered packets: one at a time, each sender's numbers in order. A packet is the sender, a byte, and its
 * number, an int. A write completes at once or in a later task.
 */
final class CheckingSendWriter implements SendWriter, SendQueue.Listener {

    final AtomicLong packets = new AtomicLong();
    final List<String> faults = new ArrayList<>();
    private final EventLoop eventLoop;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final int[] lastNumber;
    private final Random random = new Random(1);

    CheckingSendWriter(EventLoop eventLoop, int senders) {
        this.eventLoop = eventLoop;
        lastNumber = new int[senders];
    }

    @Override
    public void write(ByteBuf first, @Nullable ByteBuf wrapped, Completion completion) {
        if (outstanding.incrementAndGet() != 1) {
            faults.add("two writes outstanding");
        }
        ByteBuf batch = wrapped == null ? first : Unpooled.wrappedBuffer(first, wrapped);
        while (batch.isReadable()) {
            int sender = batch.readByte();
            int number = batch.readInt();
            if (number <= lastNumber[sender]) {
                faults.add("sender " + sender + ": " + number + " after " + lastNumber[sender]);
            }
            lastNumber[sender] = number;
            packets.incrementAndGet();
        }
        batch.release();
        Runnable complete = () -> {
            outstanding.decrementAndGet();
            completion.written();
        };
        if (random.nextBoolean()) {
            complete.run();
        } else {
            eventLoop.execute(complete);
        }
    }

    @Override
    public long progress() {
        return 0;
    }

    @Override
    public void abandon() {}

    @Override
    public void drained() {}

    @Override
    public void writeFailed(Throwable cause) {
        faults.add(cause.toString());
    }

    @Override
    public void queueFailed(Throwable defect) {
        faults.add(defect.toString());
    }
}
