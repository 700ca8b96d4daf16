package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadScheme;
import io.onesend.network.packet.PacketReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A member of a room. It receives every message there; if it is a sender, each of its turns sends one message. */
final class ChatDummy extends Dummy {

    private static final int ID = ChatProtocol.idOf(RoomChatRequest.class);
    private static final int NAME_BYTES = ChatProtocol.MAX_NAME_BYTES + 1;
    private static final int MESSAGE_BYTES = ChatProtocol.MAX_MESSAGE_BYTES + 1;

    private final ChatRoom room;
    private final MessageFormat format;
    private final Ledger ledger;
    private final @Nullable Outbox outbox;
    private final long[] nameWords;

    /** Its index among the senders of its room; {@link ChatRoom#NO_SENDER} if it is no sender. */
    private final int senderIndex;

    /** When its login was requested, then its enter. */
    private long requestBegun;

    private boolean inRoom;

    ChatDummy(RunContext context, Listener listener, int number, LoadPace pace, MessageFormat format, ChatRoom room) {
        super(context, listener, number);
        this.room = room;
        this.format = format;
        this.ledger = new Ledger(room.maxSenders());
        this.senderIndex = room.add(this);
        this.outbox = senderIndex == ChatRoom.NO_SENDER ? null : new Outbox(pace, () -> listener.turnOver(this));
        byte[] id = LoadScheme.userId(context.plan.userPrefix(), number).getBytes(StandardCharsets.UTF_8);
        this.nameWords = MessagePadding.words(Arrays.copyOf(id, NAME_BYTES));
    }

    /** Its index among the senders of its room. */
    int senderIndex() {
        return senderIndex;
    }

    boolean isSender() {
        return outbox != null;
    }

    // ---- getting ready

    @Override
    void prepare() {
        connect();
    }

    @Override
    void linked() {
        requestBegun = context.now();
        link.request(UserPool.login(context.plan, number));
    }

    @Override
    public void answered(Answer answer, int result) {
        boolean granted = result == ResultCode.NONE.code();
        if (!granted) {
            context.refused(answer, result);
        }
        switch (answer) {
            case LOGIN -> loginAnswered(granted);
            case ENTER -> enterAnswered(granted);
            case CHAT -> chatAnswered(granted);
            case LEAVE -> leaveAnswered(granted);
        }
    }

    private void loginAnswered(boolean granted) {
        if (granted) {
            context.tally.add(LoadCount.LOGGED_IN);
            context.prepared(LatencyKind.LOGIN, requestBegun);
            requestBegun = context.now();
            link.request(new RoomEnterRequest(room.number()));
        } else {
            link.close();
        }
    }

    private void enterAnswered(boolean granted) {
        if (granted) {
            context.tally.add(LoadCount.ENTERED);
            context.prepared(LatencyKind.ENTER, requestBegun);
            inRoom = true;
            room.entered();
            listener.ready(this);
        } else {
            link.close();
        }
    }

    // ---- sending

    @Override
    void turn(long intended) {
        if (outbox == null || !inRoom) {
            return;
        }
        long sequence = outbox.sent();
        byte[] frame = Frames.of(ID, MESSAGE_BYTES);
        format.write(frame, Frames.HEADER_BYTES, number, sequence, intended);
        if (link.send(frame)) {
            context.tally.add(LoadCount.SENT);
            context.tally.add(LoadCount.EXPECTED, room.present());
            outbox.sentTo(room.present(), context.now());
        }
    }

    private void chatAnswered(boolean granted) {
        if (outbox == null) {
            return;
        }
        if (!granted) {
            context.tally.add(LoadCount.EXPECTED, -room.present());
        }
        outbox.answered(granted);
    }

    @Override
    void sweep(long now) {
        if (outbox != null) {
            outbox.giveUpBefore(now - context.plan.timing().grace().toNanos());
        }
    }

    // ---- receiving

    @Override
    public void heard(PacketReader notify) {
        if (notify.remaining() != NAME_BYTES + MESSAGE_BYTES) {
            forged("a notify of the wrong length");
            return;
        }
        long name0 = notify.i64();
        long name1 = notify.i64();
        long name2 = notify.i64();
        long name3 = notify.i64();
        boolean nameEnds = notify.u8() == 0;
        MessageIdentity identity = format.read(notify);
        ChatDummy sender = identity == null ? null : room.sender(identity.sender());
        if (identity == null || sender == null || sender.outbox == null || !inRoom) {
            forged("a message that nobody in this run has sent to this room");
            return;
        }
        if (!nameEnds || !sender.isNamed(name0, name1, name2, name3)) {
            forged("a message with the wrong name");
            return;
        }
        long sequence = identity.sequenceNear(ledger.next(sender.senderIndex));
        boolean same = format.isRestNextIn(notify, sender.number, sequence) && notify.u8() == 0;
        if (!same) {
            forged("a message with the wrong text");
            return;
        }
        if (context.arrived(ledger.enter(sender.senderIndex, sequence, sender.outbox.sent()), identity)) {
            sender.outbox.arrived(sequence);
        }
    }

    private boolean isNamed(long name0, long name1, long name2, long name3) {
        return nameWords[0] == name0 && nameWords[1] == name1 && nameWords[2] == name2 && nameWords[3] == name3;
    }

    private void forged(String words) {
        context.wrong(LoadCount.FORGED, words);
    }

    // ---- leaving

    /** Asks to leave the room first: every message of its time in the room comes before the answer. */
    @Override
    void leave() {
        if (!inRoom || !link.request(new RoomLeaveRequest())) {
            super.leave();
        }
    }

    private void leaveAnswered(boolean granted) {
        if (granted) {
            context.tally.add(LoadCount.LEFT);
        }
        super.leave();
    }

    @Override
    void unlinked(boolean wanted) {
        stopCounting();
        listener.out(this);
    }

    @Override
    void stopCounting() {
        if (!inRoom) {
            return;
        }
        inRoom = false;
        room.gone();
        for (ChatDummy sender : room.senders()) {
            countLost(sender.senderIndex, Objects.requireNonNull(sender.outbox));
        }
    }

    private void countLost(int of, Outbox written) {
        long lost = written.expected() - ledger.distinct(of);
        context.tally.add(LoadCount.LOST, Math.max(0, lost));
        for (long sequence = ledger.next(of); sequence < written.sent(); sequence++) {
            written.arrived(sequence);
        }
    }
}
