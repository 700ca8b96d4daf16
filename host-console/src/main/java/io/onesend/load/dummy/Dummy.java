package io.onesend.load.dummy;

import io.onesend.load.LoadCount;
import io.onesend.network.DisconnectReason;
import io.onesend.network.packet.PacketReader;

/** One dummy client: gets ready, takes turns, leaves. Its scenario decides what it does in a turn. */
abstract class Dummy implements Link.Owner {

    /** What a dummy reports to the crew it belongs to. */
    interface Boss {
        /** It can take turns. */
        void ready(Dummy dummy);

        /** It cannot take turns, or not any more, or has left as it was asked to. */
        void out(Dummy dummy);

        /** A turn is over, and the next may come. */
        void turnOver(Dummy dummy);
    }

    /** The state of a dummy, as its boss sees it. */
    enum Standing {
        NEW,
        PREPARING,
        READY,
        OUT
    }

    final RunContext context;
    final Boss boss;

    /** Its number among all dummies of the run. Its user and, in its messages, the sender have the same number. */
    final int number;

    Link link = new Link(this);

    /** Changed by the boss only. */
    Standing standing = Standing.NEW;

    Dummy(RunContext context, Boss boss, int number) {
        this.context = context;
        this.boss = boss;
        this.number = number;
    }

    /** Begins to get ready; {@link Boss#ready} or {@link Boss#out} follows. */
    abstract void prepare();

    /** Takes a turn that should begin, or should have begun, at {@code intended}. */
    abstract void turn(long intended);

    /** Takes no more turns and leaves what it is in; {@link Boss#out} follows. */
    void leave() {
        link.close();
        boss.out(this);
    }

    /** Called once a second while there is traffic. */
    void sweep(long now) {}

    /** Counts what has not arrived by now as lost, and stops accounting. Idempotent. */
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

    /** The connection is open. */
    abstract void linked();

    /** The connection has ended, or could not be opened. */
    abstract void unlinked(boolean wanted);

    @Override
    public void answered(Answer answer, int result) {}

    @Override
    public void heard(PacketReader notify) {
        context.wrong(LoadCount.FORGED, "a room's message outside a room");
    }

    @Override
    public void echoed(PacketReader echo) {
        context.wrong(LoadCount.FORGED, "an echo outside the scenario echo");
    }
}
