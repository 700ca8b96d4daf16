package io.onesend.chat;

import io.onesend.chat.config.ChatConfig;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings a new configuration to the parts of a running chat. Any thread may want one; the logic thread adopts it, in a task of its
 * own, and before a session begins, as a chat that never had a session does not know its thread yet.
 */
@LogicThread
final class LiveSettings {

    private final OwningThread owner = new OwningThread();
    private final List<Consumer<ChatConfig>> parts;
    private volatile ChatConfig wanted;

    // Logic thread.
    private ChatConfig current;

    LiveSettings(ChatConfig config, List<Consumer<ChatConfig>> parts) {
        this.parts = List.copyOf(parts);
        wanted = config;
        current = config;
    }

    @AnyThread
    void want(ChatConfig config) {
        wanted = config;
    }

    /** Tells the parts, if there is a new one. */
    @SuppressWarnings("ReferenceEquality") // Another one has another identity; comparing its values would take longer.
    void adopt() {
        assert owner.isCurrent();
        ChatConfig next = wanted;
        if (next != current) {
            current = next;
            parts.forEach(part -> part.accept(next));
        }
    }
}
