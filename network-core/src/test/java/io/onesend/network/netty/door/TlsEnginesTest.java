package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslProvider;
import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings.Provider;
import io.onesend.network.netty.CapturedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which engine is taken where OpenSSL is there, where it is not, and where only its classes are. */
class TlsEnginesTest {

    private static final Throwable NO_JAR = new ClassNotFoundException("io.netty.internal.tcnative.SSLContext");
    private static final Throwable NO_LIBRARY = new IllegalArgumentException("Failed to load any of the libraries");

    @Test
    void autoTakesOpensslWhereItWorks() {
        assertThat(TlsEngines.choose(Provider.AUTO, null)).isEqualTo(SslProvider.OPENSSL);
        assertThat(TlsEngines.choose(Provider.OPENSSL, null)).isEqualTo(SslProvider.OPENSSL);
        assertThat(TlsEngines.choose(Provider.JDK, null)).isEqualTo(SslProvider.JDK);
        assertThat(told(Provider.AUTO, null)).contains(" INFO ").endsWith("TLS is encrypted by OpenSSL\n");
    }

    @Test
    void autoTakesTheJdkWithoutAWarningWhereNobodyHasAddedOpenssl() {
        assertThat(TlsEngines.choose(Provider.AUTO, NO_JAR)).isEqualTo(SslProvider.JDK);
        assertThat(told(Provider.AUTO, NO_JAR)).contains(" INFO ").endsWith("TLS is encrypted by the JDK\n");
    }

    @Test
    void autoSaysInOneLineThatWhatWasAddedDoesNotWork() {
        assertThat(TlsEngines.choose(Provider.AUTO, NO_LIBRARY)).isEqualTo(SslProvider.JDK);
        assertThat(told(Provider.AUTO, NO_LIBRARY).lines())
                .singleElement()
                .asString()
                .contains(" WARN ")
                .endsWith("TLS is encrypted by the JDK, because OpenSSL cannot be used: the library of netty-tcnative"
                        + " does not load: Failed to load any of the libraries");
    }

    @Test
    void opensslIsRefusedInWordsWhereItIsMissing() {
        assertThatThrownBy(() -> TlsEngines.choose(Provider.OPENSSL, NO_JAR))
                .isInstanceOf(NetworkException.class)
                .hasMessage("OpenSSL cannot be used for TLS: netty-tcnative is not on the class path");
        assertThatThrownBy(() -> TlsEngines.choose(Provider.OPENSSL, NO_LIBRARY))
                .isInstanceOf(NetworkException.class)
                .hasMessage("OpenSSL cannot be used for TLS: the library of netty-tcnative does not load: "
                        + "Failed to load any of the libraries");
    }

    private static String told(Provider wanted, @Nullable Throwable obstacle) {
        try (CapturedLog log = new CapturedLog()) {
            TlsEngines.tell(wanted, obstacle);
            return log.text();
        }
    }
}
