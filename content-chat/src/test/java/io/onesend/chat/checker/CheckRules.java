package io.onesend.chat.checker;

import io.onesend.chat.room.RoomEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to hold, after what has happened.
 *
 * @param maxUsers of a room
 * @param linksBroke hosts have lost Redis for a time. A leave may have been answered before it had its place in the stream; who left
 *     so may have missed what stands before that place. The list that comes with an entry may lack members who have left since
 * @param rewritten tags of events that a failover took out of a stream, each with the first offset that was taken out. They may be
 *     in it again at another place, and who heard them keeps their old order. Who came after that offset may have come, for their
 *     host, after these events. Lists and notifies of members then have to fit together, and need not be those of the stream
 * @param rewrittenTexts what was said in those events
 * @param hostsDied hosts have died around failovers: what a failover took out may be gone for ever
 */
public record CheckRules(
        int maxUsers, boolean linksBroke, Map<String, Long> rewritten, Set<String> rewrittenTexts, boolean hostsDied) {

    public CheckRules {
        rewritten = Map.copyOf(rewritten);
        rewrittenTexts = Set.copyOf(rewrittenTexts);
    }

    /** Everything in the stream's order. */
    public static CheckRules strict(int maxUsers) {
        return new CheckRules(maxUsers, false, Map.of(), Set.of(), false);
    }

    public CheckRules afterBrokenLinks() {
        return new CheckRules(maxUsers, true, rewritten, rewrittenTexts, hostsDied);
    }

    public CheckRules afterRewriting(Collection<RewrittenEvent> events) {
        Map<String, Long> from = new HashMap<>();
        Set<String> texts = new HashSet<>();
        for (RewrittenEvent event : events) {
            from.merge(event.entry().tag(), event.from(), Math::min);
            if (event.entry().event() instanceof RoomEvent.Said said) {
                texts.add(said.text());
            }
        }
        return new CheckRules(maxUsers, linksBroke, from, texts, hostsDied);
    }

    public CheckRules afterDeathOfHosts() {
        return new CheckRules(maxUsers, linksBroke, rewritten, rewrittenTexts, true);
    }

    /** Whether notifies of members are compared with the stream. */
    boolean comparesMembers() {
        return rewritten.isEmpty();
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
