package io.onesend.load.dummy;

import io.onesend.load.LoadCount;
import io.onesend.network.DisconnectReason;
import io.onesend.network.packet.PacketReader;

/** One dummy client: gets ready, takes turns, leaves. Its scenario decides what it does in a turn. */
abstract class Dummy implements Link.Owner {

    /** What a dummy reports to the group it belongs to. */
    interface Listener {
        /** It can take turns. */
        void ready(Dummy dummy);

        /** It cannot take turns, or not any more, or has left as it was asked to. */
        void out(Dummy dummy);

        /** A turn is over, and the next may come. */
        void turnOver(Dummy dummy);
    }

    /** The state of a dummy, as its listener sees it. */
    enum State {
        NEW,
        PREPARING,
        READY,
        OUT
    }

    final RunContext context;
    final Listener listener;

    /** Its number among all dummies of the run. Its user and, in its messages, the sender have the same number. */
    final int number;

    Link link = new Link(this);

    /** Connections that it has begun to open; each goes to the next host. */
    private int attempts;

    /** Changed by the listener only. */
    State state = State.NEW;

    Dummy(RunContext context, Listener listener, int number) {
        this.context = context;
        this.listener = listener;
        this.number = number;
    }

    /** Begins to get ready; {@link Listener#ready} or {@link Listener#out} follows. */
    abstract void prepare();

    /** Takes a turn that should begin, or should have begun, at {@code intended}. */
    abstract void turn(long intended);

    /** Takes no more turns and leaves what it is in; {@link Listener#out} follows. */
    void leave() {
        link.close();
        listener.out(this);
    }

    /** Called once a second while there is traffic. */
    void sweep(long now) {}

    /** Counts what has not arrived by now as lost, and stops accounting. Idempotent. */
    void stopCounting() {}

    final void connect() {
        link = new Link(this);
        context.connect(link, this, number + attempts++);
    }

    @Override
    public final void up() {
        context.connectionOpened();
        linked();
    }

    @Override
    public final void failed(String why) {
        if (!mayResume()) {
            context.wrong(LoadCount.CONNECT_FAILED, why);
        }
        unlinked(false);
    }

    @Override
    public final void down(DisconnectReason reason) {
        context.connectionEnded();
        boolean wanted = link.isClosing() || context.phase().compareTo(Phase.LEAVING) >= 0;
        if (!wanted && !mayResume()) {
            context.wrong(LoadCount.DISCONNECTED, "connection lost: " + reason);
        }
        unlinked(wanted);
    }

    /** Whether a lost connection is not lost for good. */
    boolean mayResume() {
        return false;
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
    public void told(int id, PacketReader body) {}

    @Override
    public void echoed(PacketReader echo) {
        context.wrong(LoadCount.FORGED, "an echo outside the scenario echo");
    }
}
