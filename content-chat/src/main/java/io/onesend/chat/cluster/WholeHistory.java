package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Beats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out, after each opening of a partition, when its history is whole: a failover may have lost events that other hosts had
 * accepted, and these append them again when they have opened the partition too.
 *
 * <p>A host beats only while it has nothing to be sent again. So a beat that came after this host's opening shows that its sender has
 * appended all. A host that is dead appends nothing more. Where another host is sure of the same history already, one beat of that
 * one is enough. An opening that only adds a feed, while all goes on, is in the same history: what was seen before it counts.
 */
final class WholeHistory {

    private final String ownHid;

    /** The hosts that may still append something, as they were at the opening. */
    private final Map<String, Beats> awaited = new HashMap<>();

    private boolean isOpened;

    /** A failover may have come since the last opening. */
    private boolean isDoubted = true;

    WholeHistory(String ownHid) {
        this.ownHid = ownHid;
    }

    /** The next opening may be of another history. */
    void mayChange() {
        isDoubted = true;
    }

    /** An opening has seen these hosts. */
    void opened(List<Beats> hosts) {
        if (!isDoubted) {
            seen(hosts);
            return;
        }
        isDoubted = false;
        isOpened = true;
        awaited.clear();
        hosts.forEach(host -> awaited.put(host.hid(), host));
        awaited.remove(ownHid);
    }

    /** A beat of this host, or an opening, has seen these others. */
    void seen(List<Beats> hosts) {
        Map<String, Beats> now = new HashMap<>();
        hosts.forEach(host -> now.put(host.hid(), host));
        boolean isAnySure = awaited.values().stream()
                .anyMatch(before -> now.getOrDefault(before.hid(), before).sure() > before.sure());
        awaited.values().removeIf(before -> {
            Beats host = now.get(before.hid());
            return isAnySure || host == null || host.live() > before.live();
        });
    }

    /** Whether all that was ever accepted is in the history, as far as its hosts live. */
    boolean isSure() {
        return isOpened && awaited.isEmpty();
    }
}
