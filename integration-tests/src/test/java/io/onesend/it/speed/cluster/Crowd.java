package io.onesend.it.speed.cluster;

import io.onesend.it.speed.Work;
import io.onesend.load.LoadScheme;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is in the rooms of a system: the members of a room take turns to connect to the hosts. They stay, so that each
 * measurement begins with the traffic.
 */
public final class Crowd implements AutoCloseable {

    /** How many may be logging in at a time. */
    private static final int MOST_ENTERING = 100;

    private static final Duration MOST_FOR_ENTERING = Duration.ofMinutes(1);
    private static final Duration MOST_FOR_ARRIVALS = Duration.ofSeconds(30);

    private final LoadLoop loop;
    private final Work work;
    private final RunningSystem system;
    private final List<InetSocketAddress> hosts;
    private final Traffic traffic;
    private final List<Member> members = new ArrayList<>();
    private final CompletableFuture<Void> entered = new CompletableFuture<>();

    // Event loop.
    private int connected;
    private int ready;

    private Crowd(LoadLoop loop, RunningSystem system, Work work, int firstRoom) {
        this.loop = loop;
        this.work = work;
        this.system = system;
        hosts = system.hosts();
        traffic = new Traffic(loop.loop());
        for (int number = 0; number < work.users(); number++) {
            int room = number / work.members();
            Member.Place place = new Member.Place(
                    number, LoadScheme.userId(system.users(), number), firstRoom + room, room * work.members());
            members.add(system.member(place, work.senders(), traffic));
        }
        for (int room = 0; room < work.rooms(); room++) {
            addSenders(members.subList(room * work.members(), (room + 1) * work.members()));
        }
    }

    private void addSenders(List<Member> room) {
        List<Sender> senders = new ArrayList<>();
        for (Member member : room.subList(0, work.senders())) {
            senders.add(traffic.add(member, work.members()));
        }
        for (int index = 0; index < room.size(); index++) {
            @Nullable Sender itself = index < senders.size() ? senders.get(index) : null;
            room.get(index).hears(senders, itself);
        }
    }

    /**
     * Connects all members, and returns when they are in their rooms.
     *
     * @param firstRoom of the numbers of the rooms
     */
    public static Crowd enter(LoadLoop loop, RunningSystem system, Work work, int firstRoom) {
        Crowd crowd = new Crowd(loop, system, work, firstRoom);
        loop.run(() -> {
            for (int i = 0; i < MOST_ENTERING; i++) {
                crowd.connectNext();
            }
        });
        try {
            LoadLoop.get(crowd.entered, MOST_FOR_ENTERING);
            crowd.check();
            system.awaitInterest(firstRoom, work.rooms());
            return crowd;
        } catch (IllegalStateException failed) {
            String state = loop.ask(crowd::describe);
            crowd.close();
            throw new IllegalStateException(system.name() + ": " + state, failed);
        }
    }

    private void connectNext() {
        if (connected == members.size()) {
            return;
        }
        int number = connected++;
        Member member = members.get(number);
        member.whenReady(() -> {
            ready++;
            if (ready == members.size()) {
                entered.complete(null);
            }
            connectNext();
        });
        loop.connect(hosts.get(number % work.members() % hosts.size()), system.connection(member));
    }

    Traffic traffic() {
        return traffic;
    }

    void begin(Pace pace) {
        loop.run(() -> traffic.begin(pace, work));
    }

    /** Ends the traffic, and waits until every message has arrived. */
    void end() {
        try {
            LoadLoop.get(loop.ask(traffic::end), MOST_FOR_ARRIVALS);
        } catch (IllegalStateException late) {
            throw new IllegalStateException(loop.ask(this::describe), late);
        }
        check();
    }

    private void check() {
        String trouble = loop.ask(() -> String.valueOf(traffic.trouble()));
        if (!trouble.equals("null")) {
            throw new IllegalStateException(trouble);
        }
    }

    private String describe() {
        return ready + " of " + members.size() + " members are in their rooms, " + traffic.messagesUnderWay()
                + " messages are under way; trouble: " + traffic.trouble();
    }

    @Override
    public void close() {
        loop.run(() -> members.forEach(Member::close));
    }
}
