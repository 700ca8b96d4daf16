package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.ChatsUnderWay;
import org.jspecify.annotations.Nullable;

/**
 * An event that this host has proposed: on its way to Redis, and for a time after, in case that Redis loses it.
 *
 * <p>It stays what it is when it is sent again, and keeps its tag. Once it is withdrawn it is not sent again.
 */
final class Request implements ChatsUnderWay.Chat {

    /** What an event costs beside its texts: numbers, tags, names of keys. */
    private static final int FIXED_BYTES = 200;

    private static final int LONGEST_CHARACTER = 3;

    final Room room;
    final RoomEvent event;
    final long tag;

    /** The tick of the proposal. */
    final long since;

    private final @Nullable EntryPast past;
    private final @Nullable Resumption resumption;
    private @Nullable ChatUser waiting;
    private long proposedNanos;
    private boolean sent;
    private boolean withdrawn;
    private boolean accepted;
    private long storedAt;
    private boolean superseded;
    private boolean inherits;

    /** The answer to a chat, if it is known before its turn. */
    private @Nullable Runnable answerInTurn;

    /** The hid of the host that has the member, as far as is known; empty: it does not move. */
    private String movedFrom = "";

    /** How many requests for the same came before it, and were refused. */
    private int refusedBefore;

    /**
     * Makes a request.
     *
     * @param past of an enter whose user wants to be told what was said before
     * @param resumption of a move or an enter by which a user comes back
     */
    Request(
            Room room,
            RoomEvent event,
            long tag,
            long since,
            @Nullable ChatUser waiting,
            @Nullable EntryPast past,
            @Nullable Resumption resumption) {
        this.room = room;
        this.event = event;
        this.tag = tag;
        this.since = since;
        this.waiting = waiting;
        this.past = past;
        this.resumption = resumption;
    }

    void proposedAt(long nanos) {
        proposedNanos = nanos;
    }

    /**
     * It is a move.
     *
     * @param hid of the host that has the member
     */
    void movesFrom(String hid) {
        movedFrom = hid;
    }

    String movedFrom() {
        return movedFrom;
    }

    /** It is made in the place of one that Redis has refused. */
    void comesAfter(Request refused) {
        refusedBefore = refused.refusedBefore + 1;
    }

    int refusedBefore() {
        return refusedBefore;
    }

    long proposedNanos() {
        return proposedNanos;
    }

    /** Whose way back it is; null: it is another request. */
    @Nullable
    Resumption resumption() {
        return resumption;
    }

    /** What was said before it; null if nobody wants to be told. */
    @Nullable
    EntryPast past() {
        return past;
    }

    /** Who is to be answered; null: nobody, or not any more. */
    @Nullable
    ChatUser waiting() {
        return waiting;
    }

    boolean isWaiting() {
        return waiting != null;
    }

    /** Lets go of the user too: a batch is kept for longer than its sessions live. */
    void answered() {
        superseded |= waiting != null && waiting.isReplacedIn(room.number());
        waiting = null;
    }

    /** Its user waits from now on. */
    void begins(ChatUser user) {
        if (isChat()) {
            user.chatsUnderWay().add(this);
        } else {
            user.session().suspend();
        }
    }

    /** Its user waits no more. */
    void ends(ChatUser user) {
        if (isChat()) {
            user.chatsUnderWay().done(this);
        } else {
            user.session().resume();
        }
    }

    /** Whether its user may be answered now: no chat before it is unanswered. */
    boolean hasItsTurn(ChatUser user) {
        return !isChat() || user.chatsUnderWay().isFirst(this);
    }

    /** Its user is answered when the chats before are. */
    void answerInTurn(Runnable answer) {
        answerInTurn = answer;
    }

    @Override
    public boolean answerIfKnown() {
        if (answerInTurn == null) {
            return false;
        }
        answerInTurn.run();
        return true;
    }

    boolean isChat() {
        return event instanceof RoomEvent.Said;
    }

    /** It brings a user of this host into the room: an entry, or a move. */
    boolean isEnter() {
        return event instanceof RoomEvent.Entered || event instanceof RoomEvent.Moved;
    }

    /** An earlier request of the same user may have made it a member, and leaves it to this one to let it leave. */
    void inheritsMember() {
        inherits = true;
    }

    /** Whether its user may be a member already, without a session: if this comes to nothing, it has to leave. */
    boolean isOfMember() {
        return inherits
                || (event instanceof RoomEvent.Moved && resumption != null && resumption.mayBeOfThisHost(movedFrom));
    }

    /** Whether its user, when it was answered, went on in the room on another session: undoing this would take it out. */
    boolean isSuperseded() {
        return superseded;
    }

    boolean isLeave() {
        return event instanceof RoomEvent.Left;
    }

    /** Redis may have it. */
    boolean wasSent() {
        return sent;
    }

    void sent() {
        sent = true;
    }

    /** Its user was told that it is not accepted: it must not be sent again. */
    boolean isWithdrawn() {
        return withdrawn;
    }

    void withdraw() {
        withdrawn = true;
    }

    /** It was in the stream: Redis has said so, or its event has come by the feed, which may be sooner. */
    boolean isAccepted() {
        return accepted;
    }

    void accepted() {
        accepted = true;
    }

    /** The offset of its event, as Redis has answered last; 0: it has not, or there is no event. */
    long storedAt() {
        return storedAt;
    }

    void storedAt(long offset) {
        storedAt = offset;
    }

    /**
     * As Redis gets it.
     *
     * @param wantsState whether an enter is to be answered with the room before it
     */
    Proposal proposal(int channel, boolean wantsState) {
        int history = past != null ? past.entries() : wantsState ? 0 : Proposal.NO_STATE;
        if (event instanceof RoomEvent.Moved moved) {
            return Proposal.moving(room.number(), channel, moved, tag, movedFrom);
        }
        if (event instanceof RoomEvent.Entered entered) {
            return Proposal.entering(room.number(), channel, entered, tag, history);
        }
        Proposal proposal = Proposal.of(room.number(), channel, event, tag);
        // What nobody says is not held against the moves of members.
        boolean needsNoMember = accepted || event.uniqueId() == RoomEvent.NOBODY;
        return needsNoMember ? proposal.acceptedOnce() : proposal;
    }

    /** At least its size in a call. */
    int bytes() {
        int characters = 0;
        if (event instanceof RoomEvent.Said said) {
            characters = said.userId().length() + said.text().length();
        } else if (event instanceof RoomEvent.Entered entered) {
            characters = 2 * entered.userId().length();
        }
        return FIXED_BYTES + LONGEST_CHARACTER * characters;
    }
}
