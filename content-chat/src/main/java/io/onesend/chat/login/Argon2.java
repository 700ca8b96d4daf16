package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;

/**
 * Computes Argon2id, which is slow and takes memory on purpose: never on the logic thread. Every implementation gives the same
 * bytes for the same input.
 */
@AnyThread
@FunctionalInterface
interface Argon2 {

    /** The hash of a password, {@code length} bytes of it. */
    byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, int length);

    /** The fastest implementation that works here. The first call chooses it, which takes some 0.1 s. */
    static Argon2 fastest() {
        return Argon2Choice.FASTEST;
    }
}
