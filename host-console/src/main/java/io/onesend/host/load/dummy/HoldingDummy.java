package io.onesend.host.load.dummy;

/** Connects and holds the connection; it has no turns. */
final class HoldingDummy extends Dummy {

    HoldingDummy(RunContext context, Boss boss, int number) {
        super(context, boss, number);
    }

    @Override
    void prepare() {
        long intended = context.now();
        connectStarted = intended;
        connect();
    }

    private long connectStarted;

    @Override
    void turn(long intended) {}

    @Override
    void linked() {
        context.latencies.record(context.now() - connectStarted);
        boss.ready(this);
    }

    @Override
    void unlinked(boolean wanted) {
        boss.out(this);
    }
}
