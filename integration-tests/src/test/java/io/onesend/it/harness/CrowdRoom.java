package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One room of a {@link Crowd}: the first member to hear a message decides its place in the order. */
public final class CrowdRoom {

    private record Message(String sender, String text) {}

    public final int number;
    private final List<Message> order = new ArrayList<>();
    private final Set<Message> sent = new HashSet<>();

    CrowdRoom(int number) {
        this.number = number;
    }

    void sent(String sender, String text) {
        assertThat(sent.add(new Message(sender, text))).isTrue();
    }

    /** A member's message at this position: the same for all members, and one that was sent and not heard before. */
    void heard(int position, String sender, String text) {
        Message message = new Message(sender, text);
        if (position == order.size()) {
            assertThat(sent.remove(message))
                    .as("room %d: sent and not heard before: %s", number, message)
                    .isTrue();
            order.add(message);
            return;
        }
        assertThat(message).as("room %d, position %d", number, position).isEqualTo(order.get(position));
    }

    /** Messages that some member has heard. */
    public int messages() {
        return order.size();
    }

    /** Messages that no member has heard yet. */
    public int unheard() {
        return sent.size();
    }
}
