package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.network.logic.LogicLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkBarriersTest {

    private final LogicLoop loop = LogicLoop.stepped();
    private final List<CompletableFuture<BarrierResult>> begun = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final LinkBarriers barriers = new LinkBarriers(new LinkInbox(loop), this::begin);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void oneBarrierAnswersAllWhoAskedBeforeItBegan() {
        barriers.ask(noted("first"));
        barriers.ask(noted("second"));
        barriers.ask(noted("third"));
        assertThat(begun).hasSize(1);

        complete(0, BarrierResult.REPLICATED);

        assertThat(heard).containsExactly("first REPLICATED");
        assertThat(begun).hasSize(2);

        complete(1, BarrierResult.NO_REPLICA);

        assertThat(heard).containsExactly("first REPLICATED", "second NO_REPLICA", "third NO_REPLICA");
        assertThat(begun).hasSize(2);
    }

    @Test
    void aBarrierThatFailsShowsNothing() {
        barriers.ask(noted("asked"));
        begun.get(0).completeExceptionally(new IllegalStateException("OOM, for the test"));
        settle();

        assertThat(heard).containsExactly("asked BEHIND");
    }

    @Test
    void nothingIsHeardOfABarrierThatBeganBeforeTheLinkBroke() {
        barriers.ask(noted("before"));
        barriers.ask(noted("behind it"));
        barriers.clear();
        barriers.ask(noted("after"));

        complete(0, BarrierResult.REPLICATED);
        assertThat(heard).isEmpty();
        complete(1, BarrierResult.BEHIND);

        assertThat(heard).containsExactly("after BEHIND");
    }

    private CompletableFuture<BarrierResult> begin() {
        CompletableFuture<BarrierResult> barrier = new CompletableFuture<>();
        begun.add(barrier);
        return barrier;
    }

    private Consumer<BarrierResult> noted(String who) {
        return result -> heard.add(who + " " + result);
    }

    private void complete(int which, BarrierResult result) {
        begun.get(which).complete(result);
        settle();
    }

    private void settle() {
        while (loop.step() > 0) {
            continue;
        }
    }
}
