package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A long stream of random bytes: written on a thread of its own, and checked where it arrives. */
final class ByteStream {

    private static final int BLOCK = 64 * 1024;

    private final byte[] block = new byte[BLOCK + 1];
    private final int blocks;

    ByteStream(int bytes) {
        assertThat(bytes % BLOCK).isZero();
        blocks = bytes / BLOCK;
        new Random(bytes).nextBytes(block);
    }

    /** Begins to send. The peer must be read meanwhile, or the sending stands still. */
    CompletableFuture<Void> sendBy(Peer peer) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int i = 0; i < blocks; i++) {
                            peer.send(block(i));
                        }
                    } catch (IOException failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                task -> new Thread(task, "stream-sender").start());
    }

    /** Reads the whole stream and compares it. */
    void expectAt(Peer peer) throws IOException {
        for (int i = 0; i < blocks; i++) {
            assertThat(peer.receive(BLOCK)).as("block %s of %s", i, blocks).isEqualTo(block(i));
        }
    }

    /** No two neighbours are equal, so that a block that is lost or comes twice shows. */
    private byte[] block(int number) {
        byte[] bytes = Arrays.copyOf(block, BLOCK);
        bytes[0] = (byte) number;
        bytes[BLOCK / 2] = (byte) (number >> 8);
        return bytes;
    }

    static void join(CompletableFuture<Void> sent) throws Exception {
        sent.get(60, TimeUnit.SECONDS);
    }
}
