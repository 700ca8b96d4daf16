package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resident rooms of one partition. */
final class Residents {

    private final ClusterContext context;
    private final Partition partition;
    private final WaitingRequests waiting;

    /** By their place in the partition: a message for a room that is not resident costs one look. */
    private final @Nullable Resident[] byIndex;

    private int size;

    Residents(ClusterContext context, Partition partition, WaitingRequests waiting) {
        this.context = context;
        this.partition = partition;
        this.waiting = waiting;
        byIndex = new Resident[context.places().roomsOfPartition()];
    }

    int size() {
        return size;
    }

    /** Null for a room that is not resident, or of another partition's numbers. */
    @Nullable
    Resident find(int number) {
        int index = context.places().indexOf(number);
        return index >= 0 && index < byIndex.length ? byIndex[index] : null;
    }

    /** Makes a room resident if it is not. */
    Resident open(Room room) {
        int index = context.places().indexOf(room.number());
        Resident resident = byIndex[index];
        if (resident == null) {
            resident = new Resident(room, this);
            byIndex[index] = resident;
            size++;
        }
        return resident;
    }

    /** All that are resident now. */
    List<Resident> all() {
        List<Resident> all = new ArrayList<>(size);
        for (Resident each : byIndex) {
            if (each != null) {
                all.add(each);
            }
        }
        return all;
    }

    /** Closes all local sessions in these rooms. */
    void closeAll(DisconnectReason why) {
        all().forEach(resident -> resident.close(why));
    }

    /** What feeds did not bring may be of any of their rooms. */
    void missedSomething(BitSet channels) {
        for (Resident each : all()) {
            if (each.isAheadOfFeed() || channels.get(context.places().channelOf(each.room.number()))) {
                each.missedSomething();
            }
        }
    }

    /** The feeds that these rooms need. */
    BitSet channels() {
        BitSet channels = new BitSet();
        all().forEach(each -> channels.set(context.places().channelOf(each.room.number())));
        return channels;
    }

    /**
     * An enter that was taken before a failover finds no place after it.
     *
     * @param isElsewhere because the user is a member of another host
     */
    void lose(Room room, long uniqueId, boolean isElsewhere) {
        Resident resident = find(room.number());
        if (resident != null) {
            ChatUser lost = isElsewhere ? room.detach(uniqueId) : room.lose(uniqueId);
            if (lost != null) {
                lost.session().close(ClusterReasons.ROOM_LOST);
            }
            forgetIfUnused(resident);
        }
    }

    /** A request has ended otherwise than by its event: the room may have lost its last user here. */
    void ended(Request request) {
        Resident resident = find(request.room.number());
        if (resident != null) {
            if (request.isEnter()) {
                resident.own().doesNotEnter();
            }
            forgetIfUnused(resident);
        }
    }

    // ---- for the residents

    boolean isThisHost(String hid) {
        return context.hid().equals(hid);
    }

    void forgetIfUnused(Resident resident) {
        int index = context.places().indexOf(resident.room.number());
        if (!resident.isUsed() && byIndex[index] != null) {
            byIndex[index] = null;
            size--;
            resident.forget();
        }
    }

    @Nullable
    Request takeWaiting(long tag) {
        return waiting.take(tag);
    }

    /** What a user has asked for who wants to come into a room; null: nothing. */
    @Nullable
    Request waitingEnter(Room room, long uniqueId) {
        return waiting.entersInto(room).stream()
                .filter(request -> request.event.uniqueId() == uniqueId && !request.isWithdrawn())
                .filter(request -> {
                    ChatUser user = request.waiting();
                    return user != null && user.state() != ChatUser.State.GONE;
                })
                .findFirst()
                .orElse(null);
    }

    void proposeLeft(Room room, long uniqueId) {
        partition.proposer().proposeLeft(room, uniqueId);
    }

    /**
     * A user may be a member by a request that has come to nothing. It leaves, unless it wants to come in on a later session: a leave
     * would come behind that request, and take it out again.
     */
    void leaveOrLeaveToNext(Room room, long uniqueId) {
        Request next = waitingEnter(room, uniqueId);
        if (next == null) {
            proposeLeft(room, uniqueId);
        } else {
            next.inheritsMember();
        }
    }

    /** Asks once more for a user who comes back, and is a member of this host already. */
    void moveWithinHost(Request request, ChatUser user) {
        partition.proposer().proposeInstead(request, user, new RoomEvent.Moved(user.uniqueId()), context.hid());
    }

    void replay(Resident resident, Resumption resumption) {
        partition.replay(resident, resumption);
    }

    /** The stream of a room has to be read. */
    void behind(Resident resident) {
        partition.behind(resident);
    }

    /** A room is not there any more. */
    void openAnew() {
        partition.openAnew();
    }

    /** What has become of the enters into a room cannot be found out: they are refused, and undone. */
    void refuseEnters(Room room) {
        partition.refuseEnters(room);
    }

    /** A chat of this host is in the stream. */
    void accepted(Request chat) {
        context.counters().acceptTook(context.ownNanos() - chat.proposedNanos());
    }

    ClusterCounters counters() {
        return context.counters();
    }

    long now() {
        return context.now();
    }

    long leaseTicks() {
        return ClusterContext.ticks(context.config().lease());
    }
}
