package io.onesend.load.dummy;

import io.onesend.load.LoadCount;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dummies of one group, and when each of them takes its turns. */
final class DummyGroup implements Dummy.Listener {

    private final RunContext context;
    private final LoadPace pace;
    private final List<Dummy> dummies;

    /** In the order of their turns. */
    private final List<Dummy> takers;

    private @Nullable Pacer pacer;
    private int preparing;
    private int settled;
    private int ready;

    DummyGroup(RunContext context, LoadGroup group, int firstNumber) {
        this.context = context;
        this.pace = group.pace();
        this.dummies = DummyFactory.create(context, group, this, firstNumber);
        this.takers = takersAmong(group.scenario());
    }

    private List<Dummy> takersAmong(Scenario scenario) {
        return switch (scenario) {
            case CONNECT -> List.of();
            case CHAT -> DummyFactory.sendersInTurn(dummies);
            default -> dummies;
        };
    }

    List<Dummy> dummies() {
        return dummies;
    }

    // ---- getting ready

    void prepare(Dummy dummy) {
        dummy.state = Dummy.State.PREPARING;
        preparing++;
        dummy.prepare();
    }

    int preparing() {
        return preparing;
    }

    /** How many are ready or out. */
    int settled() {
        return settled;
    }

    boolean isSettled() {
        return settled == dummies.size();
    }

    /** Gives up those that are not ready by now: they have no answer from the server. */
    void giveUpPreparing() {
        for (Dummy dummy : dummies) {
            if (dummy.state == Dummy.State.PREPARING) {
                context.wrong(LoadCount.REFUSED, "no answer before the work began");
                dummy.link.close();
                out(dummy);
            }
        }
    }

    int ready() {
        return ready;
    }

    @Override
    public void ready(Dummy dummy) {
        if (dummy.state == Dummy.State.PREPARING) {
            dummy.state = Dummy.State.READY;
            preparing--;
            settled++;
            ready++;
        }
    }

    @Override
    public void out(Dummy dummy) {
        if (dummy.state == Dummy.State.PREPARING) {
            preparing--;
            settled++;
        } else if (dummy.state == Dummy.State.READY) {
            ready--;
        }
        dummy.state = Dummy.State.OUT;
    }

    // ---- taking turns

    void start(long now) {
        if (pace.isByTheClock()) {
            pacer = new Pacer(now, pace.rate());
            return;
        }
        for (Dummy dummy : takers) {
            int atOnce = dummy instanceof SingleTurns ? 1 : pace.window();
            for (int i = 0; i < atOnce; i++) {
                turnOver(dummy);
            }
        }
    }

    /** Takes the turns that the clock says are due before this time. */
    void paceUntil(long until) {
        if (pacer != null && !takers.isEmpty()) {
            pacer.run(until, this::turn);
        }
    }

    private void turn(long number, long intended) {
        Dummy dummy = takers.get((int) (number % takers.size()));
        if (dummy.state == Dummy.State.READY) {
            dummy.turn(intended);
        }
    }

    @Override
    public void turnOver(Dummy dummy) {
        if (pace.isByTheClock()) {
            return;
        }
        long now = context.now();
        long pause = pause();
        if (pause > 0) {
            context.timers.at(now + pause, () -> turnUnlessOver(dummy, now + pause));
        } else {
            turnUnlessOver(dummy, now);
        }
    }

    private long pause() {
        long least = pace.leastThink().toNanos();
        long most = pace.mostThink().toNanos();
        return least == most ? least : context.random.nextLong(least, most + 1);
    }

    private void turnUnlessOver(Dummy dummy, long intended) {
        if (context.phase() == Phase.TRAFFIC && dummy.state == Dummy.State.READY) {
            dummy.turn(intended);
        }
    }

    void sweep(long now) {
        takers.forEach(dummy -> dummy.sweep(now));
    }

    // ---- leaving

    void leave() {
        for (Dummy dummy : dummies) {
            if (dummy.state == Dummy.State.READY) {
                dummy.leave();
            }
        }
    }

    void stopCounting() {
        dummies.forEach(Dummy::stopCounting);
    }

    /** The number of turns that were due and could not begin. */
    long neverBegun() {
        long sum = 0;
        for (Dummy dummy : dummies) {
            sum += dummy instanceof SingleTurns turns ? turns.waiting() : 0;
        }
        return sum;
    }
}
