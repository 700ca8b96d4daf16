package io.onesend.network.netty.door;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what encrypts: the JDK's engine, or that of OpenSSL, which is in the jars of netty-tcnative. */
@AnyThread
final class TlsEngines {

    private static final Logger LOG = LoggerFactory.getLogger(TlsEngines.class);

    private TlsEngines() {}

    /** @throws NetworkException if OpenSSL has to be taken, and cannot; the message says why */
    static SslProvider choose(TlsSettings.Provider wanted) {
        return choose(wanted, obstacle(wanted));
    }

    /** What Netty's attempt to load OpenSSL has met; null: nothing, or OpenSSL is not wanted. */
    private static @Nullable Throwable obstacle(TlsSettings.Provider wanted) {
        return wanted == TlsSettings.Provider.JDK ? null : OpenSsl.unavailabilityCause();
    }

    static SslProvider choose(TlsSettings.Provider wanted, @Nullable Throwable obstacle) {
        if (wanted == TlsSettings.Provider.OPENSSL && obstacle != null) {
            throw new NetworkException("OpenSSL cannot be used for TLS: " + inWords(obstacle), obstacle);
        }
        return wanted == TlsSettings.Provider.JDK || obstacle != null ? SslProvider.JDK : SslProvider.OPENSSL;
    }

    /** Says in the log what encrypts. */
    static void tell(TlsSettings.Provider wanted) {
        tell(wanted, obstacle(wanted));
    }

    static void tell(TlsSettings.Provider wanted, @Nullable Throwable obstacle) {
        if (choose(wanted, obstacle) == SslProvider.OPENSSL) {
            LOG.info("TLS is encrypted by OpenSSL");
        } else if (obstacle == null || isMissing(obstacle)) {
            LOG.info("TLS is encrypted by the JDK");
        } else {
            // Whoever has put the jars there wants them to be used.
            LOG.warn("TLS is encrypted by the JDK, because OpenSSL cannot be used: {}", inWords(obstacle));
        }
    }

    private static boolean isMissing(Throwable obstacle) {
        return obstacle instanceof ClassNotFoundException;
    }

    private static String inWords(Throwable obstacle) {
        return isMissing(obstacle)
                ? "netty-tcnative is not on the class path"
                : "the library of netty-tcnative does not load: " + obstacle.getMessage();
    }
}
