package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.testing.StubSession;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPageTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Three sessions, each the first by other orders. */
    private static final List<SessionInfo> THREE = List.of(
            new SessionInfo(
                    at(1, "192.0.2.1", Door.PLAIN), NOW, NOW.minusSeconds(9), 10, 100, 3, 30, 0, seconds(0), false),
            new SessionInfo(at(2, "192.0.2.2", Door.WEBSOCKET), NOW, NOW, 20, 50, 2, 20, 7, seconds(1), false),
            new SessionInfo(
                    at(3, "2001:db8::3", Door.PLAIN), NOW, NOW.minusSeconds(1), 5, 70, 9, 10, 5, seconds(4), true));

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    private static Session at(long id, String address, Door door) {
        return new StubSession(id) {
            @Override
            public SocketAddress remoteAddress() {
                return new InetSocketAddress(address, 4711);
            }

            @Override
            public Entrance entrance() {
                return Entrance.PLAIN.through(door);
            }
        };
    }

    private static List<Long> ids(SessionQuery query) {
        return SessionPage.of(THREE.stream(), query).sessions().stream()
                .map(SessionInfo::id)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "AGE, 1 2 3",
        "QUEUED, 2 3 1",
        "BEHIND, 3 2 1",
        "PACKETS_IN, 2 1 3",
        "PACKETS_OUT, 3 1 2",
        "BYTES_IN, 1 3 2",
        "BYTES_OUT, 1 2 3",
        "SILENCE, 1 3 2"
    })
    void sortsByEachOrder(SessionOrder order, String expected) {
        assertThat(ids(SessionQuery.by(order)))
                .isEqualTo(
                        List.of(expected.split(" ")).stream().map(Long::valueOf).toList());
    }

    @Test
    void keepsThoseOfABlockAndThoseOfADoor() {
        SessionQuery all = SessionQuery.by(SessionOrder.AGE);

        assertThat(ids(all.from(CidrBlock.parse("192.0.2.0/24")))).containsExactly(1L, 2L);
        assertThat(ids(all.from(CidrBlock.parse("2001:db8::/64")))).containsExactly(3L);
        assertThat(ids(all.through(Door.PLAIN))).containsExactly(1L, 3L);
        assertThat(ids(all.through(Door.PLAIN).from(CidrBlock.parse("192.0.2.0/24"))))
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 500})
    void turnsPagesWithoutLeavingOneOutOrTellingOneTwice(int limit) {
        List<SessionInfo> many = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            // Three of each number of bytes.
            many.add(new SessionInfo(at(i, "192.0.2.1", Door.PLAIN), NOW, NOW, 0, 0, 0, 0, i / 3, seconds(0), false));
        }
        List<Long> seen = new ArrayList<>();
        SessionQuery query = SessionQuery.by(SessionOrder.QUEUED).first(limit);
        SessionPage page;
        do {
            page = SessionPage.of(many.stream(), query);
            assertThat(page.matching()).isEqualTo(7);
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
            page.sessions().forEach(info -> seen.add(info.id()));
            query = query.after(
                    page.next() == null
                            ? null
                            : SessionQuery.Cursor.parse(page.next().toString()));
        } while (page.next() != null);

        assertThat(seen).containsExactly(6L, 7L, 3L, 4L, 5L, 1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", ":", "1:", ":1", "a:1", "1:2:3"})
    void takesNoOtherTextForACursor(String text) {
        assertThatThrownBy(() -> SessionQuery.Cursor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a page's end: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void hasNoOtherLengthThanOneToFiveHundred(int limit) {
        assertThatThrownBy(() -> SessionQuery.by(SessionOrder.AGE).first(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page has 1 to 500 sessions, not " + limit);
    }
}
