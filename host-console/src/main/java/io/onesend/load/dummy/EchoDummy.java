package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.DevEcho;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadPace;
import io.onesend.network.packet.PacketReader;

/** A dummy whose turn has a message echoed. It is the only receiver of its messages. */
final class EchoDummy extends Dummy {

    private static final int ID = ChatProtocol.idOf(DevEcho.class);
    private static final int SELF = 0;

    private final MessageFormat format;
    private final Ledger ledger = new Ledger(1);
    private final Outbox outbox;
    private boolean counting = true;

    EchoDummy(RunContext context, Listener listener, int number, LoadPace pace, MessageFormat format) {
        super(context, listener, number);
        this.format = format;
        this.outbox = new Outbox(pace, () -> listener.turnOver(this));
    }

    @Override
    void prepare() {
        connect();
    }

    @Override
    void linked() {
        listener.ready(this);
    }

    @Override
    void turn(long intended) {
        long sequence = outbox.sent();
        byte[] frame = Frames.of(ID, format.size(number, sequence));
        format.write(frame, Frames.HEADER_BYTES, number, sequence, intended);
        if (link.send(frame)) {
            context.tally.add(LoadCount.SENT);
            context.tally.add(LoadCount.EXPECTED);
            outbox.sentTo(1, context.now());
        }
    }

    @Override
    public void echoed(PacketReader echo) {
        MessageIdentity identity = format.read(echo);
        if (identity == null || identity.sender() != number) {
            context.wrong(LoadCount.FORGED, "an echo that nobody asked for");
            return;
        }
        long sequence = identity.sequenceNear(ledger.next(SELF));
        if (!format.isRestNextIn(echo, number, sequence) || echo.remaining() > 0) {
            context.wrong(LoadCount.FORGED, "an echo with the wrong text");
            return;
        }
        if (context.arrived(ledger.enter(SELF, sequence, outbox.sent()), identity)) {
            outbox.arrived(sequence);
        }
    }

    @Override
    void sweep(long now) {
        outbox.giveUpBefore(now - context.plan.timing().grace().toNanos());
    }

    @Override
    void unlinked(boolean wanted) {
        stopCounting();
        listener.out(this);
    }

    @Override
    void stopCounting() {
        if (counting) {
            counting = false;
            context.tally.add(LoadCount.LOST, Math.max(0, outbox.expected() - ledger.distinct(SELF)));
        }
    }
}
