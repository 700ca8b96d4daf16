package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerOutputTest {

    private final AnswerOutput output = new AnswerOutput();

    @Test
    void anIntegerIsALong() {
        output.set(42);

        assertThat(output.get()).isEqualTo(42L);
    }

    @Test
    void textIsACopyOfTheBytes() {
        ByteBuffer read = ByteBuffer.wrap("text".getBytes(StandardCharsets.UTF_8));
        output.set(read);
        read.put(0, (byte) 'x');

        assertThat((byte[]) output.get()).asString(StandardCharsets.UTF_8).isEqualTo("text");
    }

    @Test
    void nilAloneIsAnEmptyList() {
        output.set((ByteBuffer) null);

        assertThat(output.get()).isEqualTo(List.of());
    }

    @Test
    void listsOfListsEndWhereTheyEnd() {
        output.multi(4);
        output.multi(2);
        output.set(1);
        output.multi(0);
        output.multi(1);
        output.multi(1);
        output.set(2);
        output.set((ByteBuffer) null);
        output.set(3);

        assertThat(output.get()).isEqualTo(Arrays.asList(List.of(1L, List.of()), List.of(List.of(2L)), null, 3L));
    }
}
