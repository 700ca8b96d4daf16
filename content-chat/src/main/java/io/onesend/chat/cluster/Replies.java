package io.onesend.chat.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the functions of {@code onesend1.lua} answer; the comments there say when. */
final class Replies {

    private Replies() {}

    /** The number and the stamp of the last message of a feed. */
    record FeedEnd(int channel, long number, String stamp) {}

    /** Whether a host may go on. */
    enum OpenStatus {
        NEW,
        KNOWN,
        STALE,
        FENCED
    }

    /**
     * What a host finds in a partition; nothing if it was refused.
     *
     * @param since the opening that registered it: if that is not the one it knows, it was forgotten in between
     * @param lastBatch the batch that was applied last
     * @param feeds the ends of all feeds
     * @param beats of all hosts that are not dead
     */
    record Opened(OpenStatus status, long since, long lastBatch, List<FeedEnd> feeds, List<Beats> beats) {}

    /**
     * How often a host has beaten.
     *
     * @param live all its beats; it sends none before all that a failover may have lost of its own is sent again
     * @param sure those by which it knew the same of all others
     */
    record Beats(String hid, long live, long sure) {}

    /** What became of a batch. */
    enum ApplyStatus {
        OK,
        DONE,
        EARLY,
        STALE,
        FENCED
    }

    /** Why an event of an applied batch is not in the stream. */
    enum Refusal {
        FULL,
        /** The user is a member of another host. */
        AT,
        MOVED,
        GONE
    }

    /**
     * What became of an event.
     *
     * @param offset of the event, or for an enter that was there before of that entry; 0: refused, or nothing to do
     * @param host AT: the hid of the host that has the member; else empty
     * @param before the room as it was before an enter, if it was asked for
     */
    record Outcome(
            long offset,
            @Nullable Refusal refusal,
            String host,
            @Nullable RoomState before) {
        static Outcome at(long offset) {
            return new Outcome(offset, null, "", null);
        }

        static Outcome refused(Refusal why) {
            return new Outcome(0, why, "", null);
        }

        static Outcome memberOf(String hid) {
            return new Outcome(0, Refusal.AT, hid, null);
        }

        Outcome with(RoomState state) {
            return new Outcome(offset, refusal, host, state);
        }
    }

    /** The outcomes in the order of the batch; empty if it was refused whole. */
    record Applied(ApplyStatus status, long lastBatch, List<Outcome> outcomes) {}

    /** What a room's stream has behind a position. */
    enum ReadStatus {
        SAME,
        MORE,
        REWRITTEN,
        LOST
    }

    /**
     * What was read of a room.
     *
     * @param state MORE: its end, and the events behind the position; REWRITTEN: all of it; else null
     */
    record ReadRoom(ReadStatus status, @Nullable RoomState state) {}

    /**
     * The answer to a beat.
     *
     * @param late hids and beats of hosts that seem late by Redis's clock; "dead": marked already
     * @param beats of all hosts that are not dead, if this host is not sure
     */
    record Beaten(boolean registered, List<FeedEnd> feeds, Map<String, String> late, List<Beats> beats) {}

    /** Whether a host that seems dead has been cleaned up. */
    enum ReapStatus {
        ALIVE,
        GOING,
        GONE
    }

    /**
     * What a call has cleaned up.
     *
     * @param left members of the dead host who have left by it
     * @param rooms GOING: some in which it has more
     */
    record Reaped(ReapStatus status, int left, List<Integer> rooms) {}

    /** Who holds a user id. */
    enum ClaimStatus {
        OK,
        TAKEN,
        HELD,
        UNKNOWN
    }

    /**
     * The answer to a claim.
     *
     * @param holder before, for TAKEN, or now, for HELD; nobody else
     */
    record Claimed(ClaimStatus status, Holder holder) {}

    /**
     * The session that holds a user id.
     *
     * @param claimId as {@link #claimId} makes it; empty: nobody holds it
     */
    record Holder(String claimId, String uniqueId) {

        static final Holder NOBODY = new Holder("", "");

        private static final char BEFORE_NUMBER = '/';

        /**
         * Names one claim for good. Whoever resumes keeps its unique id, so its host and that id name more than one session, if it
         * comes back to a host where it was before: a claim in the place of the one must not replace the other.
         *
         * @param number given to no other claim
         */
        static String claimId(String hid, long number) {
            return claimId(hid, Long.toString(number));
        }

        private static String claimId(String hid, String number) {
            return hid + BEFORE_NUMBER + number;
        }

        boolean isNobody() {
            return claimId.isEmpty();
        }

        /** The host whose session it is. */
        String hid() {
            int end = claimId.indexOf(BEFORE_NUMBER);
            return end < 0 ? claimId : claimId.substring(0, end);
        }

        /** Whether its user came back to that host with a token, from a session that has the same unique id. */
        boolean isBack() {
            return !isNobody() && !claimId(hid(), uniqueId).equals(claimId);
        }
    }

    /**
     * The lines of all hosts.
     *
     * @param known whether this host had a line before
     * @param lines by hid
     */
    record HostLines(boolean known, Map<String, String> lines) {}
}
