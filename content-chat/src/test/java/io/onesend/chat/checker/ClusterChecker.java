package io.onesend.chat.checker;

import io.onesend.chat.checker.ClientLog.Fate;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what clients know with what was stored: an accepted text is in its stream once, any other at most once; what a client
 * heard from its entry on is that very run of the stream; a room is never over its limit. To be used when nothing is under way.
 */
public final class ClusterChecker {

    private final CheckRules rules;
    private final List<RoomStream> streams;
    private final List<ClientLog> logs;
    private final Set<Long> lostEntries;

    /** Of each stream, by its place among the streams, once they are needed. */
    private final Map<Integer, List<Long>> positionTags = new HashMap<>();

    private final Tally tally = new Tally();

    /**
     * Prepares a check.
     *
     * @param streams of every room in use; a room that was wiped has one for each of its lives
     */
    public ClusterChecker(CheckRules rules, List<RoomStream> streams, List<ClientLog> logs) {
        this.rules = rules;
        this.streams = List.copyOf(streams);
        this.logs = List.copyOf(logs);
        lostEntries = rules.lostEntries(this.streams);
    }

    public CheckReport check() {
        Set<String> stored = new HashSet<>();
        for (RoomStream stream : streams) {
            new StreamReplay(rules, stream).check(tally);
            stored.addAll(storedOnce(stream));
        }
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        Map<String, Fate> sent = new LinkedHashMap<>();
        logs.forEach(log -> log.fates().forEach((text, fate) -> {
            sent.put(text, fate);
            fates.merge(fate, 1L, Long::sum);
            compare(text, fate, stored.contains(text));
        }));
        stored.stream()
                .filter(text -> !sent.containsKey(text))
                .forEach(text -> tally.wrong("stored, and said by no client: " + text));
        long heard = 0;
        for (ClientLog log : logs) {
            for (ClientLog.Stay stay : log.stays()) {
                heard += stay.heard().size();
                checkStay(log, stay);
            }
        }
        return new CheckReport(
                sent.size(),
                fates.getOrDefault(Fate.ACCEPTED, 0L),
                fates.getOrDefault(Fate.REFUSED, 0L),
                fates.getOrDefault(Fate.UNKNOWN, 0L),
                stored.size(),
                heard,
                tally.lost,
                tally.repeated,
                tally.missing,
                tally.reordered,
                tally.vanished,
                tally.wrong,
                tally.words);
    }

    private Set<String> storedOnce(RoomStream stream) {
        Set<String> texts = new HashSet<>();
        for (RoomStream.Entry entry : stream.entries()) {
            if (entry.event() instanceof RoomEvent.Said said && !texts.add(said.text())) {
                tally.repeated("stored again: " + said.text());
            }
        }
        return texts;
    }

    private void compare(String text, Fate fate, boolean stored) {
        if (!stored && fate == Fate.ACCEPTED && !rules.mayBeLost(text)) {
            tally.lost("accepted, and not stored: " + text);
        } else if (stored && fate == Fate.REFUSED) {
            tally.wrong("refused, and stored: " + text);
        } else if (stored && fate == Fate.NEVER) {
            tally.wrong("neither answered nor replayed, and stored: " + text);
        }
    }

    /** A user may have entered a room several times, also without knowing it: the entry that explains the stay best is taken. */
    private void checkStay(ClientLog log, ClientLog.Stay stay) {
        if (!stay.hasBegun()) {
            return;
        }
        Tally best = null;
        long self = stay.uniqueId();
        for (int number = 0; number < streams.size(); number++) {
            RoomStream stream = streams.get(number);
            for (int place = StayCheck.BEFORE_ALL;
                    stream.room() == stay.room() && place < stream.entries().size();
                    place++) {
                if (mayBegin(stay, self, number, place) && (best == null || best.total() > 0)) {
                    Tally found = new StayCheck(rules, stream, place, log, stay).check();
                    best = best == null || found.total() < best.total() ? found : best;
                }
            }
        }
        if (best == null || best.total() > 0) {
            if (mayHaveNoEntry(stay)) {
                return;
            }
            best = best == null ? noEntry(log, stay) : best;
        }
        tally.add(best);
    }

    /**
     * With the entry of its client; behind a gap, or for a member that was one already when it came, at the event that the client was
     * told. Behind a gap that may be before the first event, if a failover has taken all of them out.
     */
    private boolean mayBegin(ClientLog.Stay stay, long self, int number, int place) {
        RoomStream stream = streams.get(number);
        RoomPositionNotify begin = stay.begin();
        if (place == StayCheck.BEFORE_ALL) {
            return begin != null && begin.offset() == 0 && PositionTags.toldBy(begin) == 0;
        }
        RoomStream.Entry entry = stream.entries().get(place);
        if (begin != null) {
            return isAt(begin, number, place) || entry.tag().equals(rewrittenAt(begin));
        }
        boolean isEntry = entry.event() instanceof RoomEvent.Entered entered && entered.uniqueId() == self;
        return isEntry || beginsLater(stay, self, number, place);
    }

    /**
     * Whoever comes in by a move may be told a later position than that. So is a user whose enter was never answered, and who
     * enters again on another connection: to Redis it is a member since the first enter. If a failover has taken the event of that
     * position out, such a stay begins behind the one before it.
     */
    private boolean beginsLater(ClientLog.Stay stay, long self, int number, int place) {
        RoomPositionNotify first = stay.first();
        return first != null
                && (isAt(first, number, place) || isJustBehind(first, number, place))
                && streams.get(number).entries().subList(0, place + 1).stream()
                        .map(RoomStream.Entry::event)
                        .filter(event -> event.uniqueId() == self)
                        .anyMatch(event -> event instanceof RoomEvent.Moved
                                || (rules.linksBroke() && event instanceof RoomEvent.Entered));
    }

    private static Tally noEntry(ClientLog log, ClientLog.Stay stay) {
        Tally tally = new Tally();
        tally.vanished("the entry of " + log + " in room " + stay.room());
        return tally;
    }

    /** What a failover took out may be gone for ever: an entry finds the room full afterwards, or its host is dead. */
    private boolean mayHaveNoEntry(ClientLog.Stay stay) {
        RoomPositionNotify begin = stay.begin();
        return (begin != null && rewrittenAt(begin) != null)
                || (stay.end() != ClientLog.End.STILL_THERE && lostEntries.contains(stay.uniqueId()));
    }

    /** Whether a client was told this position behind that event of a stream. */
    private boolean isAt(RoomPositionNotify position, int number, int place) {
        List<RoomStream.Entry> entries = streams.get(number).entries();
        return entries.get(place).offset() == position.offset()
                && positionTags
                        .computeIfAbsent(number, key -> PositionTags.of(entries))
                        .get(place)
                        .equals(PositionTags.toldBy(position));
    }

    /** Whether a client was told this position with an event that a failover took out, and that stood behind this very past. */
    private boolean isJustBehind(RoomPositionNotify position, int number, int place) {
        String takenOut = rewrittenAt(position);
        List<RoomStream.Entry> past = streams.get(number).entries().subList(0, place + 1);
        if (takenOut == null || past.get(place).offset() + 1 != position.offset()) {
            return false;
        }
        List<RoomStream.Entry> asItWas = new ArrayList<>(past);
        asItWas.add(Objects.requireNonNull(rules.rewritten().get(takenOut)).entry());
        return PositionTags.of(asItWas).get(place + 1).equals(PositionTags.toldBy(position));
    }

    /** The tag of the event that a client was told this position with, if a failover took it out; else null. */
    private @Nullable String rewrittenAt(RoomPositionNotify position) {
        return rules.rewrittenPositions().get(PositionTags.toldBy(position));
    }
}
