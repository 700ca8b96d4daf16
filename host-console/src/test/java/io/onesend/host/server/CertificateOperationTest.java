package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.server.CertificateOperation.Certificate;
import io.onesend.host.server.CertificateOperation.Certificates;
import io.onesend.network.TlsStatistics;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateOperationTest {

    private static final long DAY = 86_400;

    @Test
    void showsTheCertificateThatEndsFirst() {
        OpsAnswer answer = CertificateOperation.answer(new TlsStatistics(
                Map.of(),
                0,
                Map.of("ok", 3L, "failed", 1L),
                Instant.parse("2026-11-26T09:30:01.5Z"),
                Map.of("chat.example", 40 * DAY + 7, "old.example", -5L, "www.example", DAY)));

        assertThat(answer.lines())
                .containsExactly(
                        "old.example, expired",
                        "www.example, 1 day left",
                        "chat.example, 40 days left",
                        "read anew 3 times since the start, last at 2026-11-26T09:30:01Z; 1 time the new files did not fit, see the log");
        assertThat(((Certificates) answer.json()).certificates()).startsWith(new Certificate("old.example", -1));
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(CertificateOperation.answer(TlsStatistics.NONE).lines())
                .containsExactly("no certificate: network.tls.mode is none, or the server is starting");
    }
}
