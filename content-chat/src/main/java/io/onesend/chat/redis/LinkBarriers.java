package io.onesend.chat.redis;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.network.logic.LogicThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The barriers that the partitions of one link ask for. One is under way at a time, and answers all who asked before it began: so
 * they cost a link the same, whether it has one partition or a hundred.
 */
@LogicThread
final class LinkBarriers {

    private final LinkInbox inbox;
    private final Supplier<CompletionStage<BarrierResult>> barrier;
    private List<Consumer<BarrierResult>> asking = new ArrayList<>();
    private int turn;
    private boolean underWay;

    /** @param barrier begins one; completes on any thread */
    LinkBarriers(LinkInbox inbox, Supplier<CompletionStage<BarrierResult>> barrier) {
        this.inbox = inbox;
        this.barrier = barrier;
    }

    void ask(Consumer<BarrierResult> result) {
        asking.add(result);
        begin();
    }

    private void begin() {
        if (underWay || asking.isEmpty()) {
            return;
        }
        underWay = true;
        List<Consumer<BarrierResult>> covered = asking;
        asking = new ArrayList<>();
        int current = ++turn;
        barrier.get()
                .whenComplete((result, failed) -> inbox.add(() -> {
                    if (current == turn) {
                        underWay = false;
                        covered.forEach(each -> each.accept(failed == null ? result : BarrierResult.BEHIND));
                        begin();
                    }
                }));
    }

    /** Forgets who has asked, because the link broke. */
    void clear() {
        asking.clear();
        turn++;
        underWay = false;
    }
}
