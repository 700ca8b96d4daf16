package io.onesend.load.dummy;

import io.onesend.chat.packet.ChatProtocol;
import io.onesend.chat.packet.DevEcho;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadPace;
import io.onesend.network.packet.PacketReader;

/** A dummy whose turn has a message echoed. It is the only receiver of its messages. */
final class EchoDummy extends Dummy {

    private static final int ID = ChatProtocol.idOf(DevEcho.class);
    private static final int SELF = 0;

    private final Speech speech;
    private final Ledger ledger = new Ledger(1);
    private final Outbox outbox;
    private boolean booksOpen = true;

    EchoDummy(RunContext context, Boss boss, int number, LoadPace pace, Speech speech) {
        super(context, boss, number);
        this.speech = speech;
        this.outbox = new Outbox(pace, () -> boss.turnOver(this));
    }

    @Override
    void prepare() {
        connect();
    }

    @Override
    void linked() {
        boss.ready(this);
    }

    @Override
    void turn(long intended) {
        long sequence = outbox.sent();
        byte[] frame = Frames.of(ID, speech.size(number, sequence));
        speech.write(frame, Frames.HEADER_BYTES, number, sequence, intended);
        if (link.send(frame)) {
            context.tally.add(LoadCount.SENT);
            context.tally.add(LoadCount.EXPECTED);
            outbox.sentTo(1, context.now());
        }
    }

    @Override
    public void echoed(PacketReader echo) {
        MessageIdentity identity = speech.read(echo);
        if (identity == null || identity.sender() != number) {
            context.wrong(LoadCount.FORGED, "an echo that nobody asked for");
            return;
        }
        long sequence = identity.sequenceNear(ledger.next(SELF));
        if (!speech.isRestNextIn(echo, number, sequence) || echo.remaining() > 0) {
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
        closeBooks();
        boss.out(this);
    }

    @Override
    void closeBooks() {
        if (booksOpen) {
            booksOpen = false;
            context.tally.add(LoadCount.LOST, Math.max(0, outbox.expected() - ledger.distinct(SELF)));
        }
    }
}
