package io.onesend.it.faults;

import io.onesend.chat.checker.CheckRules;
import io.onesend.chat.checker.RoomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One try of a fault, while users talk: what the test does its harm to, and what it says about it. */
final class FaultTry {

    private final ChatLoad load;
    private final Duration deadline;
    private final List<RoomStream> deleted = new ArrayList<>();
    private final List<RoomStream> wentBack = new ArrayList<>();
    private boolean linksBroke;
    private boolean hostDied;
    private long since = System.nanoTime();
    private Duration healed = Duration.ZERO;

    /**
     * Begins a try.
     *
     * @param deadline for all to be well again
     */
    FaultTry(ChatLoad load, Duration deadline) {
        this.load = load;
        this.deadline = deadline;
    }

    ChatLoad load() {
        return load;
    }

    /** The fault has ended, and healing counts from now on; without this, from the beginning of the try. */
    void faultIsOver() {
        since = System.nanoTime();
    }

    /** Waits until all is well again; what was said before this call proves nothing. */
    void awaitHealed() {
        load.awaitAllWell(deadline);
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        healed = healed.isZero() ? took : healed;
    }

    Duration healed() {
        return healed;
    }

    /** Hosts have no Redis for a time, or one that refuses: the checker has to allow for leaves that were answered before they were stored. */
    void linksBreak() {
        linksBroke = true;
    }

    /** Redis does not have these streams any more, or not all of them; what was in them still counts. */
    void deleted(List<RoomStream> streams) {
        deleted.addAll(streams);
    }

    /** Redis has lost the latest of these streams; the hosts may append it again. */
    void wentBack(List<RoomStream> streams) {
        wentBack.addAll(streams);
    }

    /** A host died at the same moment: what went back may be lost. */
    void hostDiedToo() {
        hostDied = true;
    }

    /** No connection of a user of either host has ended. */
    void assertNobodyWasClosed() {
        load.assertNobodyWasClosed();
    }

    /** What there is to check when all have fallen silent. */
    FaultEvidence evidence(FaultStore store) {
        List<RoomStream> now = store.streams(load.rooms());
        CheckRules rules = CheckRules.strict(Integer.MAX_VALUE).afterRewriting(StreamHistory.takenOut(wentBack, now));
        rules = linksBroke ? rules.afterBrokenLinks() : rules;
        rules = hostDied ? rules.afterDeathOfHosts() : rules;
        return new FaultEvidence(rules, StreamHistory.whole(deleted, now), load.logs());
    }
}
