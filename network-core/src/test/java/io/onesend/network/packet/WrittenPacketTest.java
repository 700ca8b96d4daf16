package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of other people's protocols, written without a registry. */
class WrittenPacketTest {

    /** An MQTT PUBLISH of "hi" on the topic "a/b", with QoS 0: bytes as a broker sends them. */
    @Test
    void isExactlyWhatWasWritten() {
        try (EncodedPacket packet = EncodedPacket.encode(frame -> {
            frame.u8(0x30);
            frame.varint32(7, 4);
            frame.order(ByteOrder.BIG_ENDIAN).u16(3);
            frame.bytes("a/b".getBytes(StandardCharsets.US_ASCII));
            frame.bytes("hi".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(packet.toBytes()).isEqualTo(HexFormat.of().parseHex("30" + "07" + "0003" + "612f62" + "6869"));
            assertThat(packet.delivery()).isSameAs(Delivery.NORMAL);
        }
    }

    @Test
    void hasTheDeliveryItIsGiven() {
        Delivery latest = Delivery.latest("price");
        try (EncodedPacket packet = EncodedPacket.encode(frame -> frame.u8(1), latest)) {
            assertThat(packet.delivery()).isSameAs(latest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512, 513, 4096, 65_536, 1 << 20, EncodedPacket.MAX_WRITTEN_BYTES})
    void mayBeAsLongAsTheLongestFrame(int length) {
        try (EncodedPacket packet = EncodedPacket.encode(frame -> frame.bytes(new byte[length]))) {
            assertThat(packet.length()).isEqualTo(length);
        }
    }

    @Test
    void isRefusedIfItWouldBeLonger() {
        assertThatThrownBy(() -> EncodedPacket.encode(frame -> {
                    frame.bytes(new byte[EncodedPacket.MAX_WRITTEN_BYTES]);
                    frame.u8(1);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a packet would be longer than 16777216 bytes");
    }

    @Test
    void beginsAfreshAfterAWriterThatThrew() throws Exception {
        onLogicThread(() -> {
            assertThatThrownBy(() -> EncodedPacket.encode(frame -> {
                        frame.order(ByteOrder.BIG_ENDIAN).i32(1);
                        throw new IllegalArgumentException("thrown on purpose by a test");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(bytes(frame -> frame.u16(1))).containsExactly(1, 0);
        });
    }

    @Test
    void mayBeWrittenInsideAnother() throws Exception {
        onLogicThread(() -> {
            bytes(frame -> frame.u8(0)); // Now the thread keeps a buffer.
            byte[] outer = bytes(frame -> {
                frame.u8(1);
                frame.bytes(bytes(inner -> {
                    inner.u8(2);
                    inner.bytes(bytes(innermost -> innermost.u8(3)));
                }));
                frame.u8(4);
            });

            assertThat(outer).containsExactly(1, 2, 3, 4);
        });
    }

    @Test
    void aThreadKeepsASmallBufferForTheNextPacketAndNoLargeOne() throws Exception {
        onLogicThread(() -> {
            PacketScratch.giveBack(PacketScratch.borrow());
            var kept = PacketScratch.borrow();
            PacketScratch.giveBack(kept);
            assertThat(PacketScratch.borrow()).isSameAs(kept);

            PacketScratch.giveBack(kept.writeZero(100_000));
            assertThat(PacketScratch.borrow()).isNotSameAs(kept);
        });
        var elsewhere = PacketScratch.borrow();
        PacketScratch.giveBack(elsewhere);
        assertThat(PacketScratch.borrow()).as("of a thread of another kind").isNotSameAs(elsewhere);
    }

    private static byte[] bytes(Consumer<PacketWriter> frame) {
        try (EncodedPacket packet = EncodedPacket.encode(frame)) {
            return packet.toBytes();
        }
    }

    /** Runs on a thread of the kind that keeps a buffer. */
    private static void onLogicThread(Runnable test) throws Exception {
        CompletableFuture<Void> result = new CompletableFuture<>();
        new FastThreadLocalThread(() -> {
                    try {
                        test.run();
                        result.complete(null);
                    } catch (Throwable failed) {
                        result.completeExceptionally(failed);
                    }
                })
                .start();
        result.get();
    }
}
