package io.onesend.network.packet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a packet when a receiver is too slow for it. Chosen when the packet is encoded; immutable.
 *
 * <p>The {@code ring} store keeps bytes, not packets: there a {@link #latest} packet is an ordinary one.
 */
public final class Delivery {

    /** The configured policy decides. */
    public static final Delivery NORMAL = new Delivery(null);

    /** Never dropped: a session that has no room for it is closed instead. */
    public static final Delivery MUST_DELIVER = new Delivery(null);

    private final @Nullable Object key;

    private Delivery(@Nullable Object key) {
        this.key = key;
    }

    /**
     * Only the newest packet of a key is of interest: it takes the place in line of an older one still waiting. The key is
     * compared by {@code equals}; a session remembers the keys of waiting packets only.
     *
     * @param key what the packet is the newest of: a position, a price; not changed while a packet waits
     * @return to encode one packet with, or many of that key
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
