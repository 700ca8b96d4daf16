package io.onesend.it.speed.turns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Runs that alternate between systems which are all there at the same time, so that a disturbance meets all of them. */
public final class Turns {

    private Turns() {}

    /** One run of a system. */
    @FunctionalInterface
    public interface Run<S, E extends Exception> {
        void measure(S system) throws E;
    }

    /** Every other round goes backwards, so that none always comes after the same one. */
    public static <S, E extends Exception> void take(Collection<? extends S> systems, int rounds, Run<S, E> run)
            throws E {
        List<S> order = new ArrayList<>(systems);
        for (int round = 0; round < rounds; round++) {
            for (S system : order) {
                run.measure(system);
            }
            Collections.reverse(order);
        }
    }

    /**
     * Ends all of them, also if one complains.
     *
     * @throws IllegalStateException the first complaint
     */
    public static void closeAll(Collection<? extends Compared> systems) {
        RuntimeException first = null;
        for (Compared system : systems) {
            try {
                system.close();
            } catch (RuntimeException | AssertionError complaint) {
                System.out.println(system.name() + ": " + complaint);
                first = first == null ? new IllegalStateException(complaint) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
