package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.Metrics;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The course's own client never pings: a server that times sessions out has to bear with it. */
class CourseClientIT {

    @Test
    void oneThatOnlyEchoesIsNotCutOffAndOneThatOnlyDribblesIs() throws IOException {
        try (ChatFixture impatient = ChatFixture.start("chat.login-timeout=2s");
                CourseClient echoing = new CourseClient(impatient.server().address());
                CourseClient dribbling = new CourseClient(impatient.server().address())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        echoing.echo();
                        return dribbling.hasEndedAfterOneMoreByte();
                    });

            echoing.echo();
            assertThat(impatient.server().admin().metric(Metrics.SESSIONS)).isEqualTo(1);
        }
    }
}
