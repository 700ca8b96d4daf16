package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Functions.Reaping;
import io.onesend.chat.cluster.Replies.Applied;
import io.onesend.chat.cluster.Replies.ApplyStatus;
import io.onesend.chat.cluster.Replies.Beaten;
import io.onesend.chat.cluster.Replies.Beats;
import io.onesend.chat.cluster.Replies.FeedEnd;
import io.onesend.chat.cluster.Replies.OpenStatus;
import io.onesend.chat.cluster.Replies.Opened;
import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.cluster.Replies.ReapStatus;
import io.onesend.chat.cluster.Replies.Reaped;
import io.onesend.chat.cluster.Replies.Refusal;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The contract of the functions for one partition, without Redis: what each answers and publishes. No key expires; time passes for
 * the beats alone.
 */
final class ModelRedis {

    private static final int MOVE_WINDOW = 4096;
    private static final int MOST_ROOMS_REAPED = 8;
    private static final int MOST_HINTS = 8;

    private final RoomLimits limits;
    private final BiConsumer<Integer, FeedMessage> published;
    private final TreeMap<String, ModelHost> hosts = new TreeMap<>();
    private final TreeMap<Integer, FeedEnd> feeds = new TreeMap<>();
    private final Map<Integer, ModelRoom> rooms = new HashMap<>();

    /** Redis's clock, in milliseconds; a test sets it. */
    long now;

    /** Hears every message with its feed. */
    ModelRedis(RoomLimits limits, BiConsumer<Integer, FeedMessage> published) {
        this.limits = limits;
        this.published = published;
    }

    /** The same contents, for a replica: what happens to one does not happen to the other. */
    ModelRedis copy(BiConsumer<Integer, FeedMessage> publishedByCopy) {
        ModelRedis copy = new ModelRedis(limits, publishedByCopy);
        hosts.forEach((hid, host) -> copy.hosts.put(hid, host.copy()));
        copy.feeds.putAll(feeds);
        rooms.forEach((number, room) -> copy.rooms.put(number, room.copy()));
        copy.now = now;
        return copy;
    }

    Opened open(String hid, long opening) {
        ModelHost host = hosts.get(hid);
        if (host != null && host.dead) {
            return new Opened(OpenStatus.FENCED, 0, 0, List.of(), List.of());
        }
        if (host != null && opening <= host.opening) {
            return new Opened(OpenStatus.STALE, 0, 0, List.of(), List.of());
        }
        OpenStatus status = host == null ? OpenStatus.NEW : OpenStatus.KNOWN;
        ModelHost registered = hosts.computeIfAbsent(hid, key -> new ModelHost());
        if (host == null) {
            registered.since = opening;
        }
        registered.opening = opening;
        beat(registered);
        return new Opened(status, registered.since, registered.batch, feedEnds(), beats());
    }

    Applied apply(Batch batch) {
        ModelHost host = hosts.get(batch.hid());
        if (host == null || host.dead) {
            return new Applied(ApplyStatus.FENCED, 0, List.of());
        }
        if (batch.opening() != host.opening) {
            return new Applied(ApplyStatus.STALE, 0, List.of());
        }
        if (batch.number() > host.batch + 1) {
            return new Applied(ApplyStatus.EARLY, host.batch, List.of());
        }
        if (batch.number() <= host.batch) {
            return new Applied(ApplyStatus.DONE, host.batch, appliedBefore(batch));
        }
        Outlet outlet = new Outlet();
        List<Outcome> outcomes = new ArrayList<>();
        batch.proposals().forEach(proposal -> outcomes.add(outcome(batch.hid(), proposal, outlet)));
        host.batch = batch.number();
        beat(host);
        outlet.publish(batch.hid() + "." + batch.opening() + "." + batch.number());
        return new Applied(ApplyStatus.OK, batch.number(), outcomes);
    }

    private List<Outcome> appliedBefore(Batch batch) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Proposal proposal : batch.proposals()) {
            RoomState.Member member =
                    room(proposal.room()).member(proposal.event().uniqueId());
            boolean asks = proposal.event() instanceof RoomEvent.Entered || proposal.event() instanceof RoomEvent.Moved;
            if (!asks) {
                outcomes.add(Outcome.at(0));
            } else if (member != null && member.hid().equals(batch.hid())) {
                outcomes.add(Outcome.at(member.offset()));
            } else {
                outcomes.add(Outcome.refused(Refusal.GONE));
            }
        }
        return outcomes;
    }

    private Outcome outcome(String hid, Proposal proposal, Outlet outlet) {
        ModelRoom room = room(proposal.room());
        RoomState before = room.state(Math.max(proposal.history(), 0));
        RoomState.Member member = room.member(proposal.event().uniqueId());
        boolean here = member != null && member.hid().equals(hid);
        Outcome outcome;
        if (proposal.event() instanceof RoomEvent.Entered entered) {
            outcome = member == null ? enter(hid, room, entered, proposal, outlet) : alreadyThere(member, here);
            return proposal.wantsState() ? outcome.with(before) : outcome;
        } else if (proposal.event() instanceof RoomEvent.Left) {
            if (!here) {
                return Outcome.at(0);
            }
            room.members.remove(member);
            count(hid, proposal.room(), -1);
        } else if (proposal.event() instanceof RoomEvent.Said) {
            boolean movedLately = room.movedAt >= 0 && room.offset() - room.movedAt < MOVE_WINDOW;
            if (movedLately && !here && !proposal.acceptedBefore()) {
                return Outcome.refused(Refusal.MOVED);
            }
        } else if (here && !hid.equals(proposal.movedFrom())) {
            return Outcome.at(member.offset());
        } else if (member == null) {
            return Outcome.refused(Refusal.GONE);
        } else if (!member.hid().equals(proposal.movedFrom())) {
            return Outcome.memberOf(member.hid());
        } else if (!here) {
            room.members.set(
                    room.members.indexOf(member),
                    new RoomState.Member(member.uniqueId(), hid, member.offset(), member.userId()));
            count(member.hid(), proposal.room(), -1);
            count(hid, proposal.room(), 1);
            room.movedAt = room.offset() + 1;
        }
        return append(room, proposal, outlet);
    }

    private static Outcome alreadyThere(RoomState.Member member, boolean here) {
        return here ? Outcome.at(member.offset()) : Outcome.memberOf(member.hid());
    }

    private Outcome enter(String hid, ModelRoom room, RoomEvent.Entered entered, Proposal proposal, Outlet outlet) {
        if (room.members.size() >= limits.maxUsers()) {
            return Outcome.refused(Refusal.FULL);
        }
        Outcome outcome = append(room, proposal, outlet);
        room.members.add(new RoomState.Member(entered.uniqueId(), hid, outcome.offset(), entered.userId()));
        count(hid, proposal.room(), 1);
        return outcome;
    }

    private static Outcome append(ModelRoom room, Proposal proposal, Outlet outlet) {
        Position position = room.append(proposal.tag(), proposal.event());
        outlet.add(proposal.channel(), new FeedMessage.Event(proposal.room(), position, proposal.event()));
        return Outcome.at(position.offset());
    }

    private void count(String hid, int room, int by) {
        ModelHost host = hosts.get(hid);
        if (host != null) {
            host.members.merge(room, by, (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    List<ReadRoom> read(Map<Integer, Position> positions) {
        List<ReadRoom> answers = new ArrayList<>();
        positions.forEach((room, position) -> answers.add(room(room).read(position)));
        return answers;
    }

    private void beat(ModelHost host) {
        host.beat++;
        host.beatAt = now;
    }

    private List<Beats> beats() {
        List<Beats> beats = new ArrayList<>();
        hosts.forEach((hid, host) -> {
            if (!host.dead) {
                beats.add(new Beats(hid, host.live, host.sure));
            }
        });
        return beats;
    }

    Beaten beat(String hid, long leaseMillis, boolean isSure) {
        ModelHost host = hosts.get(hid);
        if (host == null || host.dead) {
            return new Beaten(false, List.of(), Map.of(), List.of());
        }
        beat(host);
        host.live++;
        host.sure += isSure ? 1 : 0;
        Map<String, String> late = new LinkedHashMap<>();
        hosts.forEach((other, its) -> {
            boolean seemsLate = its.dead || its.beatAt > now || 5 * (now - its.beatAt) > leaseMillis;
            if (seemsLate && late.size() < MOST_HINTS) {
                late.put(other, its.dead ? "dead" : Long.toString(its.beat));
            }
        });
        return new Beaten(true, feedEnds(), late, isSure ? List.of() : beats());
    }

    Reaped reap(Reaping reaping) {
        ModelHost host = hosts.get(reaping.hid());
        if (host == null) {
            return new Reaped(ReapStatus.GONE, 0, List.of());
        }
        if (!host.dead && !Long.toString(host.beat).equals(reaping.beat())) {
            return new Reaped(ReapStatus.ALIVE, 0, List.of());
        }
        host.dead = true;
        Outlet outlet = new Outlet();
        List<Long> tags = new ArrayList<>(reaping.tags());
        int left = 0;
        for (Map.Entry<Integer, Integer> each : reaping.channels().entrySet()) {
            ModelRoom room = room(each.getKey());
            for (RoomState.Member member : List.copyOf(room.members)) {
                if (member.hid().equals(reaping.hid()) && !tags.isEmpty()) {
                    room.members.remove(member);
                    count(reaping.hid(), each.getKey(), -1);
                    RoomEvent event = new RoomEvent.Left(member.uniqueId());
                    Position position = room.append(tags.remove(0), event);
                    outlet.add(each.getValue(), new FeedMessage.Event(each.getKey(), position, event));
                    left++;
                }
            }
        }
        if (left > 0) {
            outlet.publish(
                    reaping.hid() + "." + Long.toUnsignedString(reaping.tags().get(0)));
        }
        if (!host.members.isEmpty()) {
            return new Reaped(
                    ReapStatus.GOING,
                    left,
                    host.members.keySet().stream().limit(MOST_ROOMS_REAPED).toList());
        }
        hosts.remove(reaping.hid());
        return new Reaped(ReapStatus.GONE, left, List.of());
    }

    /** The rooms in which a host has members, with their number. */
    Map<Integer, Integer> membersOf(String hid) {
        ModelHost host = hosts.get(hid);
        return host == null ? Map.of() : Map.copyOf(host.members);
    }

    /** The beat that another host would see of this one. */
    @Nullable
    String beatOf(String hid) {
        ModelHost host = hosts.get(hid);
        return host == null ? null : host.dead ? "dead" : Long.toString(host.beat);
    }

    /** All rooms that were ever asked for. */
    Map<Integer, ModelRoom> rooms() {
        return new TreeMap<>(rooms);
    }

    int largestRoom() {
        int largest = 0;
        for (ModelRoom room : rooms.values()) {
            largest = Math.max(largest, room.members.size());
        }
        return largest;
    }

    ModelRoom room(int number) {
        return rooms.computeIfAbsent(number, key -> new ModelRoom());
    }

    private List<FeedEnd> feedEnds() {
        return List.copyOf(feeds.values());
    }

    /** The events of one call, by feed. */
    private final class Outlet {
        private final Map<Integer, List<FeedMessage.Event>> events = new LinkedHashMap<>();

        void add(int channel, FeedMessage.Event event) {
            events.computeIfAbsent(channel, key -> new ArrayList<>()).add(event);
        }

        void publish(String stamp) {
            events.forEach((channel, list) -> {
                FeedEnd end = feeds.getOrDefault(channel, new FeedEnd(channel, 0, "-"));
                feeds.put(channel, new FeedEnd(channel, end.number() + 1, stamp));
                published.accept(channel, new FeedMessage(end.number() + 1, end.stamp(), stamp, list));
            });
        }
    }
}
