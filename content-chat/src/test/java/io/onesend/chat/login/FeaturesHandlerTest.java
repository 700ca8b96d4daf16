package io.onesend.chat.login;

import static io.onesend.chat.packet.Features.MOVE;
import static io.onesend.chat.packet.Features.POSITIONS;
import static io.onesend.chat.packet.Features.RESUME;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.OnLoop;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.user.ChatUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host of a cluster grants. */
class FeaturesHandlerTest {

    private static final ClusterConfig CONFIG = ClusterConfig.named("here");

    private final ChatFixture chat = ChatFixture.withDefaults();
    private final FakeSession session = chat.connect();
    private final ChatUser user =
            new ChatUser(session, chat.server.registry(), ChatConfig.defaults().rate(), () -> 0);

    @RegisterExtension
    private final OnLoop onLoop = new OnLoop(chat);

    @ParameterizedTest(name = "of {0} are granted {1}")
    @CsvSource({"0, 0", "1, 1", "2, 0", "4, 0", "3, 3", "5, 1", "6, 0", "7, 7", "0xffffffff, 7"})
    void grantsOnlyWhatItKeepsAndNoResumeWithoutPositions(String asked, long granted) {
        new FeaturesHandler(CONFIG).request(user, new FeaturesRequest(1, Long.decode(asked), 0));
        long window = (granted & RESUME) == 0 ? 0 : CONFIG.resume().window().toSeconds();
        assertThat(session.takeSent()).containsExactly(new FeaturesResponse(granted, 0, window));
        for (long feature : new long[] {POSITIONS, RESUME, MOVE}) {
            assertThat(user.has(feature)).isEqualTo((granted & feature) != 0);
        }
    }

    @Test
    void grantsNoMoreHistoryThanConfigured() {
        FeaturesHandler handler = new FeaturesHandler(CONFIG);
        assertThat(user.historyOr(7)).as("not asked yet").isEqualTo(7);
        handler.request(user, new FeaturesRequest(1, 0, 255));
        handler.request(user, new FeaturesRequest(1, 0, 3));
        assertThat(session.takeSent()).containsExactly(new FeaturesResponse(0, 50, 0), new FeaturesResponse(0, 3, 0));
        assertThat(user.historyOr(7))
                .as("the second request replaces the first")
                .isEqualTo(3);
    }
}
