package io.onesend.chat.checker;

import io.onesend.chat.room.RoomEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to hold, after what has happened.
 *
 * @param maxUsers of a room
 * @param linksBroke hosts have lost Redis for a time. A leave may have been answered before it had its place in the stream; who left
 *     so may have missed what stands before that place. The list that comes with an entry may lack members who have left since
 * @param rewritten events that a failover took out of a stream, by tag. They may be in it again at another place, and who heard them keeps their old order. Who came after the first of them may have come, for their
 *     host, after these events. Lists and notifies of members then have to fit together, and need not be those of the stream
 * @param rewrittenTexts what was said in those events
 * @param rewrittenPositions the tags of those events, by the tags of the positions that clients were told with them
 * @param hostsDied hosts have died around failovers, or were held for dead: what a failover took out may be gone for ever
 */
public record CheckRules(
        int maxUsers,
        boolean linksBroke,
        Map<String, RewrittenEvent> rewritten,
        Set<String> rewrittenTexts,
        Map<Long, String> rewrittenPositions,
        boolean hostsDied) {

    public CheckRules {
        rewritten = Map.copyOf(rewritten);
        rewrittenTexts = Set.copyOf(rewrittenTexts);
        rewrittenPositions = Map.copyOf(rewrittenPositions);
    }

    /** Everything in the stream's order. */
    public static CheckRules strict(int maxUsers) {
        return new CheckRules(maxUsers, false, Map.of(), Set.of(), Map.of(), false);
    }

    public CheckRules afterBrokenLinks() {
        return new CheckRules(maxUsers, true, rewritten, rewrittenTexts, rewrittenPositions, hostsDied);
    }

    public CheckRules afterRewriting(Collection<RewrittenEvent> events) {
        Map<String, RewrittenEvent> byTag = new HashMap<>();
        Set<String> texts = new HashSet<>();
        Map<Long, String> positions = new HashMap<>();
        for (RewrittenEvent event : events) {
            byTag.merge(event.entry().tag(), event, (one, other) -> one.from() < other.from() ? one : other);
            positions.put(event.positionTag(), event.entry().tag());
            if (event.entry().event() instanceof RoomEvent.Said said) {
                texts.add(said.text());
            }
        }
        return new CheckRules(maxUsers, linksBroke, byTag, texts, positions, hostsDied);
    }

    public CheckRules afterDeathOfHosts() {
        return new CheckRules(maxUsers, linksBroke, rewritten, rewrittenTexts, rewrittenPositions, true);
    }

    /** Whether notifies of members are compared with the stream. */
    boolean comparesMembers() {
        return rewritten.isEmpty();
    }

    /** Who has entered by an event that is in no stream any more. */
    Set<Long> lostEntries(List<RoomStream> streams) {
        Map<String, RewrittenEvent> lost = new HashMap<>(rewritten);
        streams.forEach(stream -> stream.entries().forEach(entry -> lost.remove(entry.tag())));
        return lost.values().stream()
                .map(event -> event.entry().event())
                .filter(RoomEvent.Entered.class::isInstance)
                .map(RoomEvent::uniqueId)
                .collect(Collectors.toSet());
    }

    /** Whether a text that was accepted may be in no stream. */
    boolean mayBeLost(String text) {
        return hostsDied && rewrittenTexts.contains(text);
    }

    /** Whether a text may be in no stream that was heard. Its own host need not have heard it, and then does not append it again. */
    boolean mayVanish(String text) {
        return rewrittenTexts.contains(text);
    }
}
