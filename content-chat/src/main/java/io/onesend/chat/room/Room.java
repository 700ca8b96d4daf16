package io.onesend.chat.room;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import io.onesend.network.packet.PacketRegistry;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The members of one room, and the only class that knows who receives a message. What a user wants to do here becomes an event
 * that the {@link RoomOrder} decides on; only then it changes the room.
 *
 * <p>Members are all who are in the room, on all hosts; locals are those of them whose sessions are on this host, and only they
 * are sent to. On a host that is alone, the two are the same users.
 *
 * <p>A send may close its session, over a byte limit. That changes nothing here at once: the session's onDisconnect comes through
 * the logic loop, after whatever is being done now, and takes the user out then. So members never change during an iteration, and
 * packets offered to a member closed meanwhile are simply lost.
 */
@LogicThread
public final class Room {

    /** Ends the session of a user whom other hosts have taken out, because they held this host for dead. */
    public static final DisconnectReason LEASE_LOST = DisconnectReason.of("lease-lost", Fault.NETWORK);

    /** Ends the session of a user who goes on at another host, or on another connection to this one. */
    public static final DisconnectReason RESUMED_ELSEWHERE = DisconnectReason.of("resumed-elsewhere", Fault.NONE);

    /** Who says what an operator says: an id that nobody can log in with. */
    public static final String SPEAKER = "*";

    /** A member of the room, on whichever host. */
    public record Member(long uniqueId, String userId) {}

    private final OwningThread owner;
    private final int number;
    private final IntSupplier maxUsers;
    private final RoomOrder order;
    private final ChatCounters counters;
    private final RoomMembers members = new RoomMembers();
    private final LocalMembers locals;
    private final RoomBriefing briefing;
    private final RoomTraffic traffic = new RoomTraffic(System.nanoTime());

    Room(
            int number,
            IntSupplier maxUsers,
            RoomOrder order,
            PacketRegistry<?, ServerPacket> registry,
            ChatCounters counters,
            OwningThread owner) {
        this.owner = owner;
        this.number = number;
        this.maxUsers = maxUsers;
        this.order = order;
        this.counters = counters;
        locals = new LocalMembers(registry, counters);
        briefing = new RoomBriefing(owner, number, members, locals);
    }

    public int number() {
        assert owner.isCurrent();
        return number;
    }

    boolean isFull() {
        assert owner.isCurrent();
        return members.size() >= maxUsers.getAsInt();
    }

    /** Whether somebody on this host hears what happens here. */
    public boolean hasLocals() {
        assert owner.isCurrent();
        return !locals.isEmpty();
    }

    /** The numbers of those whose sessions here are open. */
    public Set<Long> localIds() {
        assert owner.isCurrent();
        return locals.ids();
    }

    /** How many members it has on all hosts. */
    public int memberCount() {
        assert owner.isCurrent();
        return members.size();
    }

    /** How many members are on this host. */
    public int localCount() {
        assert owner.isCurrent();
        return locals.size();
    }

    /** At most {@code most} members in the order of their entries, without the first {@code from}. */
    public List<Member> members(int from, int most) {
        assert owner.isCurrent();
        return members.some(from, most);
    }

    /** What was said here since the room was made. */
    public long messages() {
        assert owner.isCurrent();
        return traffic.messages();
    }

    /** Messages a second between the last two looks that were a second apart or more. */
    public double messagesPerSecond(long nanoTime) {
        assert owner.isCurrent();
        return traffic.perSecond(nanoTime);
    }

    /** Whether this user is in the room, on whichever host. */
    public boolean hasMember(long uniqueId) {
        assert owner.isCurrent();
        return members.contains(uniqueId);
    }

    /** What one user alone is told. */
    public RoomBriefing briefing() {
        assert owner.isCurrent();
        return briefing;
    }

    // ---- what users want: proposed to the order

    /** For a user in no room. */
    public void enter(ChatUser newcomer) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Entered(newcomer.uniqueId(), newcomer.userId()), newcomer);
    }

    /** For a member. */
    public void leave(ChatUser leaver) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Left(leaver.uniqueId()), leaver);
    }

    /** A member's connection is lost: nobody waits for an answer. */
    public void disconnected(ChatUser member) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Left(member.uniqueId()), null);
    }

    /** For a member. */
    public void chat(ChatUser sender, String text) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Said(sender.uniqueId(), sender.userId(), text), sender);
    }

    /** For an operator, who is no member. */
    public void notice(String text) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Said(RoomEvent.NOBODY, SPEAKER, text), null);
    }

    // ---- what the order decides

    /**
     * How far the room is in its stream once the event that is applied next, or the members that are set next, are done with.
     *
     * @param tag stands for the whole past of the room up to there
     */
    public void at(long offset, long tag) {
        assert owner.isCurrent();
        locals.at(offset, tag);
    }

    /** Tells the locals who resume how far the room is, without an event. */
    public void tellPosition() {
        assert owner.isCurrent();
        locals.sendPosition();
    }

    /**
     * It is this event's turn. The user who waits is answered first, then the locals are told; of a move they are not.
     *
     * @param waiting null: nobody waits here, or not any more. One whose session has ended meanwhile is not answered
     */
    public void apply(RoomEvent event, @Nullable ChatUser waiting) {
        assert owner.isCurrent();
        if (event instanceof RoomEvent.Said said) {
            applySaid(said, waiting);
        } else if (event instanceof RoomEvent.Left left) {
            applyLeft(left, waiting);
        } else if (event instanceof RoomEvent.Entered entered) {
            applyEntered(entered, waiting);
        } else {
            applyMoved(event.uniqueId(), waiting);
        }
    }

    /** The newcomer does not come in. */
    public void refuseEntry(ChatUser newcomer, ResultCode why) {
        assert owner.isCurrent();
        newcomer.send(new RoomEnterResponse(why));
    }

    /** What was to be said is not said. */
    public void refuseChat(ChatUser sender, ResultCode why) {
        assert owner.isCurrent();
        sender.send(new RoomChatResponse(why));
    }

    /** Answers a member who leaves, before its event comes. The others see it leave then. */
    public void leaveLocally(ChatUser leaver) {
        assert owner.isCurrent();
        detach(leaver);
        answerLeaver(leaver);
    }

    /** A session gets nothing more of this room. Its user stays a member until the event of its leave comes. */
    public void detach(ChatUser gone) {
        assert owner.isCurrent();
        locals.remove(gone);
    }

    /** The same for whoever has this number here; null: nobody has. */
    public @Nullable ChatUser detach(long uniqueId) {
        assert owner.isCurrent();
        return locals.remove(uniqueId, 0);
    }

    // ---- what the order knows of the whole room

    /** Sets the members of a room that had none here. */
    public void populate(List<Member> everybody) {
        assert owner.isCurrent();
        if (members.size() > 0) {
            throw new IllegalStateException("room " + number + " has members already");
        }
        everybody.forEach(member -> members.add(member.uniqueId(), member.userId()));
    }

    /** A newcomer whose entry is older than what {@link #populate} or {@link #reconcile} was given: it is a member already. */
    public void admit(ChatUser newcomer) {
        assert owner.isCurrent();
        if (!isGone(newcomer)) {
            newcomer.send(new RoomEnterResponse(ResultCode.NONE));
            welcome(newcomer);
        }
    }

    /** A member hears everything from now on, and nothing of what was before: it knows that, or is told. */
    public void rejoin(ChatUser member) {
        assert owner.isCurrent();
        // Its session before may still be here: Redis tells of no move to the host that has the member already.
        locals.remove(member.uniqueId(), 0);
        member.entered(number);
        locals.add(member);
    }

    /**
     * Sets the members after the room's past has changed. The locals are told the difference: who has gone, then who has come.
     *
     * @return locals who are no members any more: detached, and left to the caller to be closed
     */
    public List<ChatUser> reconcile(List<Member> everybody) {
        assert owner.isCurrent();
        List<ChatUser> lost = locals.removeAllBut(everybody);
        RoomMembers.Change change = members.replaceBy(everybody);
        change.gone().forEach(uniqueId -> locals.sendOnTheWay(new RoomLeaveUserNotify(uniqueId)));
        change.come().forEach(member -> locals.sendOnTheWay(new RoomNewUserNotify(member.uniqueId(), member.userId())));
        locals.sendPosition();
        return lost;
    }

    /** Takes a local out who is no member any more. Returns it, so that it can be told; null: it is not here. */
    public @Nullable ChatUser lose(long uniqueId) {
        assert owner.isCurrent();
        int place = members.remove(uniqueId);
        ChatUser lost = place < 0 ? null : locals.remove(uniqueId, place);
        if (place >= 0) {
            locals.send(new RoomLeaveUserNotify(uniqueId));
        }
        return lost;
    }

    /** Drops all members of a room without locals: from now on, this host does not hear who comes and goes. */
    public void forget() {
        assert owner.isCurrent();
        if (hasLocals()) {
            throw new IllegalStateException("room " + number + " is forgotten with somebody in it");
        }
        members.clear();
    }

    /** Closes the sessions of all locals, who hear nothing more. They stay members until the events of their leaves come. */
    public void closeLocals(DisconnectReason why) {
        assert owner.isCurrent();
        locals.removeAll().forEach(user -> user.session().close(why));
    }

    private void applySaid(RoomEvent.Said event, @Nullable ChatUser sender) {
        if (sender != null) {
            sender.send(new RoomChatResponse(ResultCode.NONE));
            counters.messageAccepted();
        }
        locals.send(new RoomChatNotify(event.userId(), event.text()));
        traffic.said();
        counters.messageDelivered(locals.size());
    }

    private void applyEntered(RoomEvent.Entered event, @Nullable ChatUser newcomer) {
        ChatUser answered = newcomer == null || isGone(newcomer) ? null : newcomer;
        if (answered != null) {
            answered.send(new RoomEnterResponse(ResultCode.NONE));
        }
        locals.send(new RoomNewUserNotify(event.uniqueId(), event.userId()));
        members.add(event.uniqueId(), event.userId());
        if (answered != null) {
            welcome(answered);
        }
    }

    /** A session that is still here hears nothing more of its room, and its host may never be told why: its end tells the client. */
    private void applyMoved(long uniqueId, @Nullable ChatUser newcomer) {
        ChatUser before = locals.remove(uniqueId, 0);
        if (before != null && before.session().isOpen()) {
            before.goesForGood();
            before.session().close(RESUMED_ELSEWHERE);
        }
        if (newcomer != null) {
            admit(newcomer);
        }
    }

    /** The newcomer is a member, and hears everything from now on. */
    private void welcome(ChatUser newcomer) {
        newcomer.entered(number);
        locals.add(newcomer);
        briefing.listWithNewcomer(newcomer);
    }

    private void applyLeft(RoomEvent.Left event, @Nullable ChatUser leaver) {
        int place = members.remove(event.uniqueId());
        if (place < 0) {
            throw new IllegalStateException("user " + event.uniqueId() + " is not in room " + number);
        }
        ChatUser local = locals.remove(event.uniqueId(), place);
        if (leaver != null) {
            answerLeaver(leaver);
        } else if (local != null && local.session().isOpen()) {
            local.session().close(LEASE_LOST);
        }
        locals.send(new RoomLeaveUserNotify(event.uniqueId()));
    }

    private static void answerLeaver(ChatUser leaver) {
        if (!isGone(leaver)) {
            leaver.left();
            leaver.send(new RoomLeaveResponse(ResultCode.NONE));
        }
    }

    private static boolean isGone(ChatUser user) {
        return user.state() == ChatUser.State.GONE;
    }
}
