package io.onesend.chat.cluster;

import io.onesend.chat.checker.PositionTags;
import io.onesend.chat.checker.RewrittenEvent;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.config.ClusterConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A Redis primary with a replica that is behind it, without network: the models of all partitions, and of the keys of none. A
 * failover puts the replica in its place.
 */
public final class ModelPrimary {

    /** Hears what is published on a feed. */
    public interface Publisher {
        void published(int partition, int channel, byte[] message);
    }

    /** A call that the primary has done. */
    private record Written(int partition, FunctionCall call, long millis) {}

    private static final int NO_PARTITION = -1;
    private static final BiConsumer<Integer, FeedMessage> NOBODY = (channel, message) -> {};

    private final RoomLimits limits;
    private final Publisher publisher;
    private final TreeMap<Integer, ModelRedis> partitions = new TreeMap<>();
    private final TreeMap<Integer, ModelRedis> replicas = new TreeMap<>();
    private ModelClaims claims = new ModelClaims();
    private ModelClaims claimsOfReplica = new ModelClaims();
    private final Deque<Written> notReplicated = new ArrayDeque<>();

    /** What the replica has received. It does these calls when it takes over: most replicas never do. */
    private final Deque<Written> received = new ArrayDeque<>();

    private final List<RewrittenEvent> rewritten = new ArrayList<>();
    private final List<RoomStream> wiped = new ArrayList<>();

    /** An empty primary. */
    public ModelPrimary(int maxUsers, ClusterConfig.History history, Publisher publisher) {
        this.limits = new RoomLimits(maxUsers, history.entries(), history.keep());
        this.publisher = publisher;
    }

    /** Does a call of a partition, and answers as Redis does. */
    public List<Object> call(int partition, FunctionCall call, long millis) {
        if (!call.name().equals("os1_read")) {
            notReplicated.add(new Written(partition, call, millis));
        }
        ModelRedis model = partitions.computeIfAbsent(partition, this::primary);
        model.now = millis;
        return ModelCalls.answer(model, call);
    }

    /** Does a call on keys of no partition. */
    public List<Object> call(FunctionCall call, long millis) {
        notReplicated.add(new Written(NO_PARTITION, call, millis));
        return ModelCalls.answer(claims, call);
    }

    private ModelRedis primary(int partition) {
        return new ModelRedis(limits, publishedBy(partition));
    }

    /** The replica gets what was written up to this time. */
    public void replicateUntil(long millis) {
        while (!notReplicated.isEmpty() && notReplicated.peek().millis() <= millis) {
            received.add(notReplicated.remove());
        }
    }

    private void doReceived() {
        Written next;
        while ((next = received.poll()) != null) {
            if (next.partition() == NO_PARTITION) {
                ModelCalls.answer(claimsOfReplica, next.call());
            } else {
                ModelRedis replica = replicas.computeIfAbsent(next.partition(), key -> new ModelRedis(limits, NOBODY));
                replica.now = next.millis();
                ModelCalls.answer(replica, next.call());
            }
        }
    }

    /** The replica takes over, with what it has. What it has not is forgotten. */
    public void failOver() {
        doReceived();
        partitions.forEach((number, before) -> {
            ModelRedis now = replicas.computeIfAbsent(number, key -> new ModelRedis(limits, NOBODY));
            before.rooms().forEach((room, model) -> {
                int kept = now.room(room).stream.size();
                List<RoomStream.Entry> all = entries(model);
                List<Long> positionTags = kept < all.size() ? PositionTags.of(all) : List.of();
                for (int place = kept; place < all.size(); place++) {
                    rewritten.add(new RewrittenEvent(all.get(place), kept + 1, positionTags.get(place)));
                }
            });
        });
        partitions.clear();
        replicas.forEach((number, replica) -> partitions.put(number, replica.copy(publishedBy(number))));
        claims = claimsOfReplica.copy();
        notReplicated.clear();
    }

    private BiConsumer<Integer, FeedMessage> publishedBy(int partition) {
        return (channel, message) -> publisher.published(partition, channel, ModelAnswers.feedMessage(message));
    }

    private static List<RoomStream.Entry> entries(ModelRoom room) {
        return room.stream.stream()
                .map(entry -> new RoomStream.Entry(
                        entry.position().offset(), entry.position().tagText(), entry.event()))
                .toList();
    }

    /** Everything is deleted, on the replica too. */
    public void wipe() {
        wiped.addAll(storedNow());
        partitions.clear();
        replicas.clear();
        claims = new ModelClaims();
        claimsOfReplica = new ModelClaims();
        notReplicated.clear();
        received.clear();
    }

    /** What partitions and user ids had is deleted, as where the list of hosts is on another server. */
    public void wipeAllButHosts() {
        TreeMap<String, String> lines = new TreeMap<>(claims.lines);
        wipe();
        claims.lines.putAll(lines);
    }

    /** Trims the history of all rooms to this many events. */
    public void trim(int kept) {
        partitions
                .values()
                .forEach(model -> model.rooms()
                        .values()
                        .forEach(room -> room.trimmed = Math.max(room.trimmed, room.stream.size() - kept)));
    }

    /** The members of the room that has most. */
    public int largestRoom() {
        int largest = 0;
        for (ModelRedis model : partitions.values()) {
            largest = Math.max(largest, model.largestRoom());
        }
        return largest;
    }

    /** The streams of all rooms; of a room that was wiped one for each of its lives. */
    public List<RoomStream> streams() {
        List<RoomStream> all = new ArrayList<>(wiped);
        all.addAll(storedNow());
        return all;
    }

    private List<RoomStream> storedNow() {
        List<RoomStream> streams = new ArrayList<>();
        partitions
                .values()
                .forEach(model ->
                        model.rooms().forEach((number, room) -> streams.add(new RoomStream(number, entries(room)))));
        return streams;
    }

    /** The events that failovers took out of their streams. */
    public List<RewrittenEvent> rewritten() {
        return List.copyOf(rewritten);
    }
}
