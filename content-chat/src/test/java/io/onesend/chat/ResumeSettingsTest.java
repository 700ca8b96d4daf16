package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.network.Backoff;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumeSettingsTest {

    private static final List<InetSocketAddress> ADDRESSES =
            List.of(InetSocketAddress.createUnresolved("one.example", 1));
    private static final Duration TIME = Duration.ofSeconds(1);

    @Test
    void refusesWhatAClientCannotWorkWith() {
        assertThatIllegalArgumentException().isThrownBy(() -> ResumeSettings.of(List.of(), "alice", "pw"));
        assertThatIllegalArgumentException().isThrownBy(() -> ResumeSettings.of(ADDRESSES, "a".repeat(33), "pw"));
        assertThatIllegalArgumentException().isThrownBy(() -> ResumeSettings.of(ADDRESSES, "alice", "비".repeat(11)));
        assertThatIllegalArgumentException().isThrownBy(() -> ResumeSettings.of(ADDRESSES, "al\0ice", "pw"));
        assertThatIllegalArgumentException().isThrownBy(() -> with(Duration.ZERO, TIME, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> with(TIME, Duration.ofSeconds(-1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> with(TIME, TIME, 256));
        assertThat(with(TIME, TIME, 255).history()).isEqualTo(255);
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(ResumeSettings.of(ADDRESSES, "alice", "hush").toString())
                .contains("alice")
                .doesNotContain("hush");
    }

    private static ResumeSettings with(Duration connectTimeout, Duration answerTimeout, int history) {
        return new ResumeSettings(ADDRESSES, "alice", "pw", connectTimeout, answerTimeout, Backoff.defaults(), history);
    }
}
