package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.host.admin.AdminPage;
import io.onesend.host.admin.http.Query;
import io.onesend.host.ops.OpsException;
import io.onesend.host.server.ClusterQuestions.NoAnswerException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterQuestionsTest {

    private static final ClusterHost NORTH = new ClusterHost("a1", "north", "chat.example:11021", false, 7);
    private static final ClusterHost SOUTH = new ClusterHost("b2", "so\u001b[31muth", "", true, 9);
    private static final ClusterHost UNKNOWN = new ClusterHost("c3", "", "", false, 0);

    private final Map<String, CompletableFuture<Optional<Whereabouts>>> users = new HashMap<>();
    private final ClusterPart cluster = new ClusterPart(
            () -> List.of(SOUTH, NORTH),
            userId -> users.getOrDefault(userId, CompletableFuture.completedFuture(Optional.empty())),
            () -> {
                throw new AssertionError("nobody asks for the numbers here");
            },
            () -> "");
    private final ClusterQuestions questions = new ClusterQuestions(() -> Optional.of(cluster));

    private void add(String userId, ClusterHost host, boolean answered, OptionalInt room) {
        Whereabouts place = new Whereabouts(userId, host, answered, room);
        users.put(userId, CompletableFuture.completedFuture(Optional.of(place)));
    }

    @Test
    void listsTheHostsByNameAndMakesWhatTheySaySafeForATerminal() throws NoAnswerException {
        assertThat(questions.hostLines())
                .containsExactly("north, up, clients at chat.example:11021", "so\\u001b[31muth, draining");
    }

    private String whereis(String userId) throws OpsException {
        return String.join("\n", HostOperations.whereis(questions, userId).lines());
    }

    @Test
    void saysWhereAUserIs() throws OpsException {
        add("kim", NORTH, true, OptionalInt.of(3));
        add("lee", NORTH, true, OptionalInt.empty());
        add("ann", NORTH, false, OptionalInt.empty());
        add("eve", UNKNOWN, false, OptionalInt.empty());

        assertThat(whereis("kim")).isEqualTo("kim is in room 3, on north");
        assertThat(whereis("lee")).isEqualTo("lee is on north, in no room");
        assertThat(whereis("ann")).isEqualTo("ann is on north, which does not answer");
        assertThat(whereis("eve")).isEqualTo("eve is on host c3, which does not answer");
        assertThatThrownBy(() -> whereis("nobody"))
                .isInstanceOf(OpsException.class)
                .hasMessage("nobody is not logged in");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        users.put("kim", CompletableFuture.failedFuture(new IllegalStateException("Redis is out of reach")));

        assertThatThrownBy(() -> whereis("kim"))
                .isInstanceOf(OpsException.class)
                .hasMessage("where kim is cannot be told: Redis is out of reach");
        assertThatThrownBy(() -> HostOperations.hosts(new ClusterQuestions(Optional::empty)))
                .isInstanceOf(OpsException.class)
                .hasMessage(ClusterQuestions.ALONE);
    }

    @Test
    void thePagesOfAHostThatIsAloneSaySo() {
        Map<String, AdminPage> pages = AdminPages.of(new HostState(), () -> "");

        assertThat(pages.get("/hosts").answer(new Query(Map.of())).status()).isEqualTo(404);
        assertThat(pages.get("/whereis")
                        .answer(new Query(Map.of("user", "kim")))
                        .text())
                .isEqualTo(ClusterQuestions.ALONE + "\n");
        assertThat(pages.get("/whereis").answer(new Query(Map.of())).status()).isEqualTo(400);
    }
}
