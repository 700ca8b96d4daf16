package io.onesend.host.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.sampling.TopOperation.Top;
import io.onesend.network.SessionOrder;
import io.onesend.network.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopOperationTest {

    private final SampleRing ring = new SampleRing();
    private final List<SessionQuery> queries = new ArrayList<>();
    private final OpsTable table = new OpsTable(List.of(List.of(TopOperation.of(ring, () -> 42, query -> {
        queries.add(query);
        return List.of();
    }))));

    private OpsAnswer top(Map<String, String> arguments) throws OpsException {
        return table.call(Operator.CONSOLE, "top", arguments);
    }

    @Test
    void showsTheNewestSampleInWordsAndThoseAskedForAsNumbers() throws OpsException {
        assertThat(top(Map.of()).lines())
                .containsExactly("waiting for the first second: numbers come from 6 seconds after the start on");

        ring.add(new Sample(1_000, 1, 0, 0, 0, 0, 0, 0, null, 0.5, 80 << 20, null));
        ring.add(
                new Sample(2_000, 20_000, 19_000, 12.25, 12_345, 1_536, 2 << 20, 512, 0.4, 31.6, 80 << 20, 150L << 20));

        assertThat(top(Map.of()).lines())
                .containsExactly(
                        "20000 sessions, 19000 users, CPU 32 %, heap 80 MiB, resident 150 MiB",
                        "messages 12/s, deliveries 12,345/s, in 1.5 KiB/s, out 2 MiB/s, queued 512 B, logic wait 0.4 ms");
        Top numbers = (Top) top(Map.of("since", "1000")).json();
        assertThat(numbers.now()).isEqualTo(42);
        assertThat(numbers.samples()).extracting(Sample::at).containsExactly(2_000L);
    }

    @Test
    void asksForTheSessionsInTheOrderWanted() throws OpsException {
        top(Map.of());
        top(Map.of("sort", "in", "sessions", "3"));
        top(Map.of("sort", "out"));
        top(Map.of("sort", "age", "since", "0", "sessions", "100"));

        assertThat(queries)
                .extracting(SessionQuery::order, SessionQuery::limit)
                .containsExactly(
                        tuple(SessionOrder.QUEUED, 10),
                        tuple(SessionOrder.BYTES_IN, 3),
                        tuple(SessionOrder.BYTES_OUT, 10),
                        tuple(SessionOrder.AGE, 100));
    }

    @Test
    void asksForNoSessionsWhereNobodyWantsThem() throws OpsException {
        top(Map.of("since", "0"));
        top(Map.of("sessions", "0"));
        assertThatThrownBy(() -> top(Map.of("sessions", "101"))).hasMessage("sessions is more than 100: '101'");

        assertThat(queries).isEmpty();
    }

    @Test
    void writesATableOfSessions() {
        assertThat(TopLines.of(List.of(
                        new TopSession(7, "127.0.0.1:40001", 61, 2_048, 3 << 20, 0),
                        new TopSession(123_456, "[2001:db8::1]:50000", 90_000, 10, 0, 1 << 20))))
                .containsExactly(
                        "   session  address                       pending           in          out  age",
                        "         7  127.0.0.1:40001                   0 B        2 KiB        3 MiB  1 min 1 s",
                        "    123456  [2001:db8::1]:50000             1 MiB         10 B          0 B  1 d 1 h");
    }
}
