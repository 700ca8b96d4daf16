package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the calls of the functions in {@code onesend1.lua}, which says what they do. {@link ReplyReader} reads the answers. */
final class Functions {

    private Functions() {}

    static FunctionCall open(PartitionKeys keys, String hid, long opening) {
        return new FunctionCall("os1_open")
                .key(keys.partition())
                .key(keys.host(hid))
                .with(hid)
                .with(opening);
    }

    static FunctionCall apply(PartitionKeys keys, RoomLimits limits, Batch batch) {
        FunctionCall call = new FunctionCall("os1_apply").key(keys.partition()).key(keys.host(batch.hid()));
        Map<Integer, Integer> rooms = indexes(batch.proposals());
        List<String> olds = new ArrayList<>();
        rooms.keySet().forEach(room -> call.keys(keys.room(room)));
        call.with(batch.hid()).with(batch.opening()).with(batch.number());
        call.with(limits.maxUsers()).with(limits.historyEntries());
        call.with(limits.historyKeep().toMillis()).with(rooms.size());
        rooms.keySet().forEach(room -> call.with(room));
        for (Proposal proposal : batch.proposals()) {
            add(call, proposal, Objects.requireNonNull(rooms.get(proposal.room())), olds);
        }
        olds.forEach(old -> call.key(keys.host(old)));
        return call;
    }

    private static Map<Integer, Integer> indexes(List<Proposal> proposals) {
        Map<Integer, Integer> rooms = new LinkedHashMap<>();
        proposals.forEach(proposal -> rooms.putIfAbsent(proposal.room(), rooms.size() + 1));
        return rooms;
    }

    private static void add(FunctionCall call, Proposal proposal, int room, List<String> olds) {
        call.with(room).with(proposal.channel());
        call.with(String.valueOf(EventCodec.kindOf(proposal.event()))).with(Long.toUnsignedString(proposal.tag()));
        call.with(proposal.event().uniqueId());
        call.with(proposal.event() instanceof RoomEvent.Entered entered ? entered.userId() : "");
        call.with(EventCodec.encode(proposal.event()));
        String from = proposal.movedFrom();
        if (from != null) {
            call.with(olds.size() + " " + from);
            olds.add(from);
        } else if (proposal.event() instanceof RoomEvent.Said) {
            call.with(proposal.acceptedBefore() ? 1 : 0);
        } else {
            call.with(proposal.history());
        }
    }

    /** Reads rooms behind the positions given; at most 64. */
    static FunctionCall read(PartitionKeys keys, Map<Integer, Position> rooms) {
        FunctionCall call = new FunctionCall("os1_read");
        rooms.forEach((room, position) ->
                call.keys(keys.room(room)).with(position.offset()).with(position.tagText()));
        return call;
    }

    /** @param isSure whether nothing that others had accepted is still to be appended again, as far as this host can tell */
    static FunctionCall beat(PartitionKeys keys, String hid, long leaseMillis, boolean isSure) {
        return new FunctionCall("os1_beat")
                .key(keys.partition())
                .with(hid)
                .with(leaseMillis)
                .with(isSure ? 1 : 0);
    }

    /** Ends the members that a dead host has in these rooms. */
    static FunctionCall reap(PartitionKeys keys, RoomLimits limits, Reaping reaping) {
        FunctionCall call = new FunctionCall("os1_reap").key(keys.partition()).key(keys.host(reaping.hid()));
        reaping.channels().keySet().forEach(room -> call.keys(keys.room(room)));
        call.with(reaping.hid()).with(reaping.beat());
        call.with(limits.historyEntries()).with(limits.historyKeep().toMillis());
        call.with(reaping.channels().size());
        reaping.channels().forEach((room, channel) -> call.with(room).with(channel));
        reaping.tags().forEach(tag -> call.with(Long.toUnsignedString(tag)));
        return call;
    }

    /**
     * What is known of a dead host.
     *
     * @param beat the last that was seen of it, or "dead"
     * @param channels its rooms and their feeds; at most 8
     * @param tags one for each member that may leave in this call
     */
    record Reaping(String hid, String beat, Map<Integer, Integer> channels, List<Long> tags) {}

    /**
     * Takes a user id for a session.
     *
     * @param key of the user id
     */
    static FunctionCall claim(String key, Claim claim) {
        return new FunctionCall("os1_claim")
                .key(key)
                .with(claim.claimId())
                .with(claim.uniqueId())
                .with(claim.tokenHash())
                .with(claim.keepMillis())
                .with(claim.replacesClaimId())
                .with(claim.replacesUniqueId())
                .with(claim.offeredHash());
    }

    /**
     * A session that wants a user id.
     *
     * @param claimId as {@link Replies.Holder#claimId} makes it
     * @param tokenHash of the token that a client may resume with from now on
     * @param replacesClaimId of the holder that may be replaced, with its unique id; empty: none
     * @param offeredHash of the token that a client resumes with; empty: it logs in
     */
    record Claim(
            String claimId,
            long uniqueId,
            String tokenHash,
            long keepMillis,
            String replacesClaimId,
            String replacesUniqueId,
            String offeredHash) {}

    /** Gives a user id back; the token stays good for that long. */
    static FunctionCall release(String key, String claimId, long uniqueId, long tokenMillis) {
        return new FunctionCall("os1_release")
                .key(key)
                .with(claimId)
                .with(uniqueId)
                .with(tokenMillis);
    }

    /** Writes this host's line, or takes it away if it is empty, and drops another's if that has not changed. */
    static FunctionCall host(String key, String hid, String line, String dropHid, String dropLine) {
        return new FunctionCall("os1_host")
                .key(key)
                .with(hid)
                .with(line)
                .with(dropHid)
                .with(dropLine);
    }

    /** Reads who holds a user id. */
    static FunctionCall holder(String key) {
        return new FunctionCall("os1_holder").key(key);
    }

    /** Writes what all hosts agree on if nothing is written yet, and reads it. */
    static FunctionCall meta(String key, Map<String, String> terms) {
        FunctionCall call = new FunctionCall("os1_meta").key(key);
        terms.forEach((name, value) -> call.with(name).with(value));
        return call;
    }
}
