package io.onesend.chat.login;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import io.onesend.network.logic.AnyThread;

/**
 * Argon2id by the reference implementation in C. Its memory is outside the Java heap. Each call allocates and frees it; the C
 * library keeps it for the thread's next call if it is not more than 32 MiB.
 */
@AnyThread
final class NativeArgon2 implements Argon2 {

    private final Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

    @Override
    public byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, int length) {
        return argon2.hashAdvanced(
                        cost.iterations(),
                        cost.memoryKib(),
                        cost.lanes(),
                        password,
                        salt,
                        length,
                        cost.version() == Argon2Cost.NEWEST_VERSION ? Argon2Version.V13 : Argon2Version.V10)
                .getRaw();
    }
}
