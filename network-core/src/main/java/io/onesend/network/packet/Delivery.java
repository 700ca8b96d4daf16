package io.onesend.network.packet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a packet when a receiver is too slow for it. Chosen when the packet is encoded; immutable.
 *
 * <p>The {@code ring} store keeps bytes, not packets: it treats a {@link #latest} packet as an ordinary one.
 */
public final class Delivery {

    /** The configured policy decides. */
    public static final Delivery NORMAL = new Delivery(null);

    /** Never dropped: a session without room for it is closed instead. */
    public static final Delivery MUST_DELIVER = new Delivery(null);

    private final @Nullable Object key;

    private Delivery(@Nullable Object key) {
        this.key = key;
    }

    /**
     * Only the newest packet of a key matters: it takes the place in the queue of an older one still waiting. Keys are compared
     * by {@code equals}; a session remembers only the keys of waiting packets.
     *
     * @param key what the packet reports the newest value of: a position, a price; must not change while a packet waits
     * @return a delivery for one packet, or many packets, of that key
     */
    public static Delivery latest(Object key) {
        return new Delivery(Objects.requireNonNull(key));
    }

    /** {@return whether a session without room for the packet is closed, whatever the policy} */
    public boolean isMustDeliver() {
        return this == MUST_DELIVER;
    }

    /** {@return the key of a {@link #latest} packet, or null} */
    public @Nullable Object key() {
        return key;
    }
}
