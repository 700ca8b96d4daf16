package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A member of a room. It receives every message there; if it is a sender, each of its turns sends one message. */
final class ChatDummy extends Dummy implements KeptPlace.Owner {

    private static final int ID = ChatProtocol.idOf(RoomChatRequest.class);
    private static final int NAME_BYTES = ChatProtocol.MAX_NAME_BYTES + 1;
    private static final int MESSAGE_BYTES = ChatProtocol.MAX_MESSAGE_BYTES + 1;

    private final ChatRoom room;
    private final MessageFormat format;
    private final Ledger ledger;
    private final @Nullable Outbox outbox;
    private final long[] nameWords;
    private final KeptPlace place;

    /** Its index among the senders of its room; {@link ChatRoom#NO_SENDER} if it is no sender. */
    private final int senderIndex;

    /** When its login was requested, then its enter. */
    private long requestBegun;

    private boolean inRoom;

    /** Its connection is lost, and its session not resumed yet; the room still counts it as a member. */
    private boolean away;

    /** Turns that came while it was away. */
    private int turnsMissed;

    ChatDummy(RunContext context, Listener listener, int number, LoadPace pace, MessageFormat format, ChatRoom room) {
        super(context, listener, number);
        this.room = room;
        this.format = format;
        this.ledger = new Ledger(room.maxSenders());
        this.senderIndex = room.add(this);
        this.outbox = senderIndex == ChatRoom.NO_SENDER ? null : new Outbox(pace, () -> listener.turnOver(this));
        String userId = LoadScheme.userId(context.plan.userPrefix(), number);
        this.place = new KeptPlace(this, userId, room.number());
        byte[] id = userId.getBytes(StandardCharsets.UTF_8);
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
        if (context.plan.resumes()) {
            link.request(KeptPlace.FEATURES);
        }
        ResumeRequest resume = away ? place.request() : null;
        link.request(resume == null ? UserPool.login(context.plan, number) : resume);
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
            case CHAT -> chatAnswered(granted, result == ResultCode.CHAT_BACKEND_UNAVAILABLE.code());
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
        if (away) {
            turnsMissed++;
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

    /**
     * One more of its messages has its answer.
     *
     * @param doubtful the room may have the message though it is refused: then it is expected wherever it is heard
     */
    private void chatAnswered(boolean granted, boolean doubtful) {
        if (outbox == null) {
            return;
        }
        if (!granted) {
            context.tally.add(LoadCount.EXPECTED, -room.present());
        }
        long sequence = outbox.answers();
        outbox.answered(granted);
        if (doubtful) {
            outbox.answeredInDoubt();
            for (ChatDummy member : room.members()) {
                if (member.ledger.has(senderIndex, sequence)) {
                    member.heardInDoubt(senderIndex);
                }
            }
        }
    }

    private void heardInDoubt(int of) {
        context.tally.add(LoadCount.EXPECTED);
        ledger.leaveOut(of);
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
            if (sender.outbox.isDoubtful(sequence)) {
                heardInDoubt(sender.senderIndex);
            }
        }
        place.event();
    }

    private boolean isNamed(long name0, long name1, long name2, long name3) {
        return nameWords[0] == name0 && nameWords[1] == name1 && nameWords[2] == name2 && nameWords[3] == name3;
    }

    private void forged(String words) {
        context.wrong(LoadCount.FORGED, words);
    }

    // ---- resuming

    @Override
    boolean mayResume() {
        return context.plan.resumes()
                && inRoom
                && place.request() != null
                && context.phase().compareTo(Phase.LEAVING) < 0;
    }

    @Override
    public void told(int id, PacketReader body) {
        place.told(id, body);
    }

    @Override
    public void resumed(boolean complete) {
        context.tally.add(LoadCount.RESUMED);
        away = false;
        if (outbox != null) {
            settleUnanswered(outbox, complete);
        }
        for (; turnsMissed > 0; turnsMissed--) {
            // With a window, the next message is due; by the clock, this does nothing.
            listener.turnOver(this);
        }
    }

    /** After a complete replay, what was neither answered nor heard by its own sender has not reached the room. */
    private void settleUnanswered(Outbox written, boolean complete) {
        for (long sequence = written.answers(); sequence < written.sent(); sequence++) {
            chatAnswered(!complete || sequence < ledger.next(senderIndex), false);
        }
    }

    @Override
    public void notResumed(int result) {
        if (result == ResultCode.LOGIN_BACKEND_UNAVAILABLE.code()) {
            // The next host may be able to.
            link.hangUp();
            return;
        }
        context.wrong(LoadCount.DISCONNECTED, "connection lost, and resume refused: " + Refusals.describe(result));
        link.close();
    }

    @Override
    public void sentAway(long afterMillis) {
        Link left = link;
        context.timers.at(context.now() + TimeUnit.MILLISECONDS.toNanos(afterMillis), left::hangUp);
    }

    @Override
    public void missed(long events) {
        context.tally.add(LoadCount.MISSED, events);
    }

    // ---- leaving

    /** Asks to leave the room first: every message of its time in the room comes before the answer. */
    @Override
    void leave() {
        if (away) {
            context.wrong(LoadCount.DISCONNECTED, "connection lost, and not resumed in time");
            super.leave();
        } else if (!inRoom || !link.request(new RoomLeaveRequest())) {
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
        if (!wanted && mayResume()) {
            away = true;
            context.timers.at(context.now() + KeptPlace.PAUSE_NANOS, () -> {
                if (mayResume()) {
                    connect();
                }
            });
            return;
        }
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
