package io.onesend.network.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The actions that end a pass of a logic loop: each once, however often it was requested. */
final class EndOfPass {

    private final List<Runnable> actions = new ArrayList<>();

    /** The number of these that have run in this pass; an action requested again after its run runs again. */
    private int done;

    @LogicThread
    @SuppressWarnings("ReferenceEquality") // The same action, not an equal one.
    void add(Runnable action) {
        // A handful of send lanes at most: searching a list beats hashing.
        for (int i = done; i < actions.size(); i++) {
            if (actions.get(i) == action) {
                return;
            }
        }
        actions.add(action);
    }

    /** The next action to run; null when none is left, and the pass is over. */
    @LogicThread
    @Nullable
    Runnable next() {
        if (done < actions.size()) {
            return actions.get(done++);
        }
        actions.clear();
        done = 0;
        return null;
    }
}
