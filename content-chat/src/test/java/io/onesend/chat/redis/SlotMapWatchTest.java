package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which servers are asked for the map, and whose answer counts. */
class SlotMapWatchTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final SlotMap OLD = SlotMap.of(new RedisNode("10.0.0.1", 7000));
    private static final SlotMap NEW = SlotMap.of(new RedisNode("10.0.0.2", 7000));

    private final AtomicLong nanos = new AtomicLong();
    private final LogicLoop loop = LogicLoop.stepped(nanos::get);
    private final LinkClient client = new LinkClient(RedisURI.create("redis://127.0.0.1"), TIMEOUT);
    private final List<CompletableFuture<SlotMap>> asked = new ArrayList<>();
    private final List<SlotMap> heard = new ArrayList<>();
    private final SlotMapWatch watch = new SlotMapWatch(
            new RedisLink.Shared(client, loop, new LinkInbox(loop), TIMEOUT, 0, 0),
            this::askServer,
            Duration.ZERO,
            heard::add);

    @AfterEach
    void close() {
        watch.close();
        loop.close();
        client.close();
    }

    private CompletableFuture<SlotMap> askServer() {
        CompletableFuture<SlotMap> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    @Test
    void anotherServerIsAskedBesideOneThatStandsStill() {
        watch.start();
        pass(SlotMapWatch.PATIENCE.minusMillis(1));
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);

        answer(1, NEW);
        answer(0, OLD);
        assertThat(heard).containsExactly(NEW);
        pass(TIMEOUT.multipliedBy(2));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServerThatAnswersSoonIsTheOnlyOneThatIsAsked() {
        watch.start();
        answer(0, NEW);
        pass(TIMEOUT);
        assertThat(heard).containsExactly(NEW);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whenNobodyAnswersItIsAskedAgain() {
        watch.start();
        pass(TIMEOUT.plusSeconds(2));
        pass(Duration.ofSeconds(1));
        assertThat(asked.size()).isGreaterThan(2);
        answer(asked.size() - 1, NEW);
        assertThat(heard).containsExactly(NEW);
    }

    private void answer(int question, SlotMap map) {
        asked.get(question).complete(map);
        settle();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        settle();
    }

    private void settle() {
        while (loop.step() > 0) {
            continue;
        }
    }
}
