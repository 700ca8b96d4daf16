package io.onesend.chat.checker;

import io.onesend.chat.checker.ClientLog.Fate;
import io.onesend.chat.room.RoomEvent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what clients know with what was stored: an accepted text is in its stream once, any other at most once; what a client
 * heard from its entry on is that very run of the stream; a room is never over its limit. To be used when nothing is under way.
 */
public final class ClusterChecker {

    private final CheckRules rules;
    private final List<RoomStream> streams;
    private final List<ClientLog> logs;
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
    }

    public CheckReport check() {
        Map<String, Integer> stored = new HashMap<>();
        for (RoomStream stream : streams) {
            new StreamReplay(rules, stream).check(tally);
            for (RoomStream.Entry entry : stream.entries()) {
                if (entry.event() instanceof RoomEvent.Said said) {
                    stored.merge(said.text(), 1, Integer::sum);
                }
            }
        }
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        Map<String, Fate> sent = new LinkedHashMap<>();
        logs.forEach(log -> log.fates().forEach((text, fate) -> {
            sent.put(text, fate);
            fates.merge(fate, 1L, Long::sum);
            compare(text, fate, stored.getOrDefault(text, 0));
        }));
        stored.keySet().stream()
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

    private void compare(String text, Fate fate, int stored) {
        if (stored == 0 && fate == Fate.ACCEPTED) {
            tally.lost("accepted, and not stored: " + text);
        } else if (stored > 0 && fate == Fate.REFUSED) {
            tally.wrong("refused, and stored: " + text);
        }
        for (int again = 1; again < stored; again++) {
            tally.repeated("stored again: " + text);
        }
    }

    /** A user may have entered a room several times, also without knowing it: the entry that explains the stay best is taken. */
    private void checkStay(ClientLog log, ClientLog.Stay stay) {
        if (stay.members().isEmpty()) {
            return;
        }
        Tally best = null;
        for (RoomStream stream : streams) {
            for (int place = 0;
                    stream.room() == stay.room() && place < stream.entries().size();
                    place++) {
                if (stream.entries().get(place).event() instanceof RoomEvent.Entered entered
                        && entered.uniqueId() == stay.uniqueId()
                        && (best == null || best.total() > 0)) {
                    Tally found = new StayCheck(rules, stream, place, log, stay).check();
                    best = best == null || found.total() < best.total() ? found : best;
                }
            }
        }
        if (best == null) {
            tally.vanished("the entry of " + log + " in room " + stay.room());
        } else {
            tally.add(best);
        }
    }
}
