package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.ProxySettings;
import io.onesend.network.TlsSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DoorLogTest {

    private static final Doors BOTH = Doors.of(Door.PLAIN, Door.WEBSOCKET);
    private static final TlsSettings TLS = TlsSettings.of(Path.of("certificate.pem"), Path.of("key.pem"));

    @Test
    void saysWhoMayComeAndThatNothingIsEncrypted() {
        assertThat(DoorLog.describe(Doors.PLAIN)).isEqualTo("plain; no TLS: logins and messages travel unencrypted");
        assertThat(DoorLog.describe(BOTH)).startsWith("plain, websocket at /ws; no TLS: ");
    }

    @Test
    void saysHowFarTlsIsSpoken() {
        assertThat(DoorLog.describe(BOTH.withTls(TLS)))
                .isEqualTo("plain, websocket at /ws; TLS for clients that begin with it");
        assertThat(DoorLog.describe(BOTH.withTls(TLS.with(TlsSettings.Mode.REQUIRED))))
                .isEqualTo("plain, websocket at /ws; with TLS alone");
    }

    @Test
    void namesTheProxiesAndTheirHeader() {
        ProxySettings proxies = ProxySettings.proxyProtocol("10.0.0.0/8", "::1");

        assertThat(DoorLog.describe(BOTH.withProxy(proxies)))
                .endsWith("; behind proxies at 10.0.0.0/8, ::1/128, with a header of the PROXY protocol");
        assertThat(DoorLog.describe(
                        BOTH.withProxy(new ProxySettings(proxies.trusted(), ProxySettings.Header.X_FORWARDED_FOR))))
                .endsWith(", with X-Forwarded-For");
    }
}
