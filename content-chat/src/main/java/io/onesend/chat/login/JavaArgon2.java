package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in Java, for systems that the native library does not support. A thread keeps the memory of a new hash, 19 MiB, for
 * its next call; memory that a stored hash needs beyond that becomes garbage.
 */
@AnyThread
final class JavaArgon2 implements Argon2 {

    /** A block has 1 KiB. The extra blocks are for the computation. */
    private static final int KEPT_BLOCKS = Argon2Cost.OURS.memoryKib() + 8;

    private final ThreadLocal<BlockPool> blocks = ThreadLocal.withInitial(() -> new FixedBlockPool(KEPT_BLOCKS));

    @Override
    public byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(cost.version())
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withBlockPool(blocks.get())
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }
}
