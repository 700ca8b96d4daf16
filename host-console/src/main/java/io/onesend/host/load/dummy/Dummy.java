package io.onesend.host.load.dummy;

import io.onesend.host.load.LoadCount;
import io.onesend.network.DisconnectReason;
import io.onesend.network.packet.PacketReader;

/** One dummy client: gets ready, takes turns, leaves. What it does in a turn is its scenario's. */
abstract class Dummy implements Link.Owner {

    /** What is told of a dummy to the crew it belongs to. */
    interface Boss {
        /** It can take turns. */
        void ready(Dummy dummy);

        /** It cannot take turns, or no more, or has left as it was told to. */
        void out(Dummy dummy);

        /** A turn is over, and the next may come. */
        void turnOver(Dummy dummy);
    }

    /** Where a dummy stands with its boss. */
    enum Standing {
        NEW,
        PREPARING,
        READY,
        OUT
    }

    final RunContext context;
    final Boss boss;

    /** Among all dummies of the run: also the number of its user and of its messages' sender. */
    final int number;

    Link link = new Link(this);

    /** The boss's to change. */
    Standing standing = Standing.NEW;

    Dummy(RunContext context, Boss boss, int number) {
        this.context = context;
        this.boss = boss;
        this.number = number;
    }

    /** Begins to get ready; {@link Boss#ready} or {@link Boss#out} follows. */
    abstract void prepare();

    /** Takes a turn that should begin, or should have begun, at this time. */
    abstract void turn(long intended);

    /** No more turns: leaves whatever it is in; {@link Boss#out} follows. */
    void leave() {
        link.close();
        boss.out(this);
    }

    /** Looked at once a second while there is traffic. */
    void sweep(long now) {}

    /** Names as lost what has not come by now; nothing is accounted for any more. Idempotent. */
    void closeBooks() {}

    final void connect() {
        link = new Link(this);
        context.connect(link, this);
    }

    @Override
    public final void up() {
        context.connectionOpened();
        linked();
    }

    @Override
    public final void failed(String why) {
        context.wrong(LoadCount.CONNECT_FAILED, why);
        unlinked(false);
    }

    @Override
    public final void down(DisconnectReason reason) {
        context.connectionEnded();
        boolean wanted = link.isClosing() || context.phase().compareTo(Phase.LEAVING) >= 0;
        if (!wanted) {
            context.wrong(LoadCount.DISCONNECTED, "connection lost: " + reason);
        }
        unlinked(wanted);
    }

    /** The connection stands. */
    abstract void linked();

    /** The connection has ended, or has not come about. */
    abstract void unlinked(boolean wanted);

    @Override
    public void answered(Answer answer, int result) {}

    @Override
    public void heard(PacketReader notify) {
        context.wrong(LoadCount.FORGED, "a room's message outside a room");
    }

    @Override
    public void echoed(PacketReader echo) {
        context.wrong(LoadCount.FORGED, "an echo of nothing");
    }
}
