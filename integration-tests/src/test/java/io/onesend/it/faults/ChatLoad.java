package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.checker.ClientLog;
import io.onesend.it.faults.TalkingUser.Habit;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Users who talk in a few rooms, in each of them some of every host. */
final class ChatLoad implements AutoCloseable {

    static final int ROOMS = 3;

    /** So far apart that they are at different primaries of a Redis Cluster. The rooms of the next load lie between them. */
    private static final int ROOM_STEP = 5;

    static final String PASSWORD = "pw";

    /** Of the users of each host in each room. The last one has the last word. */
    private static final List<Habit> HABITS = List.of(Habit.WANDERS, Habit.RESUMES, Habit.STAYS);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private static final NetworkConfig NETWORK = NetworkConfig.builder()
            .host("127.0.0.1")
            .transport(TestTransport.CHOSEN)
            .build();

    private final HostFleet hosts;
    private final LogicLoop loop = LogicLoop.start("load-logic");
    private final NetworkClient network = NetworkClient.start(NETWORK, loop);
    private final List<Integer> rooms = new ArrayList<>();
    private final List<TalkingUser> users = new ArrayList<>();

    private ChatLoad(HostFleet hosts, String name, int firstRoom) {
        this.hosts = hosts;
        for (int number = 0; number < ROOMS; number++) {
            int room = firstRoom + number * ROOM_STEP;
            rooms.add(room);
            for (int user = 0; user < hosts.size() * HABITS.size(); user++) {
                String id = name + "-" + room + "-" + user;
                users.add(new TalkingUser(this, id, user % hosts.size(), room, HABITS.get(user / hosts.size())));
            }
        }
    }

    /**
     * Lets users talk, and waits until all do and all see each other.
     *
     * @param name the beginning of user ids that nobody else has
     * @param firstRoom of those that nobody else is in
     */
    static ChatLoad start(HostFleet hosts, FaultStore store, String name, int firstRoom) {
        ChatLoad load = new ChatLoad(hosts, name, firstRoom);
        try {
            load.addAccountsTo(store);
            load.run(() -> load.users.forEach(TalkingUser::start));
            load.awaitAllWell(DEADLINE);
            return load;
        } catch (RuntimeException | AssertionError failed) {
            load.close();
            throw failed;
        }
    }

    /** Adds the users' accounts, again after a Redis has lost them. */
    void addAccountsTo(FaultStore store) {
        store.addAccounts(users.stream().map(TalkingUser::id).toList(), PASSWORD);
    }

    List<Integer> rooms() {
        return rooms;
    }

    List<ClientLog> logs() {
        return users.stream().map(TalkingUser::log).toList();
    }

    /** The number of users whose home is this host. */
    int usersOf(int host) {
        return (int) users.stream().filter(user -> user.home() == host).count();
    }

    void assertNobodyWasClosed() {
        for (int host = 0; host < hosts.size(); host++) {
            assertThat(lostConnections(host))
                    .as(
                            "connections that users of host %d lost; its log:\n%s",
                            host, hosts.host(host).endOfLog())
                    .isZero();
        }
    }

    /** The number of stays that resuming users of this host have had: one each, if they could go on after every interruption. */
    int staysOfResumingUsers(int host) {
        return ask(() -> users.stream()
                .filter(user -> user.home() == host && user.habit() == Habit.RESUMES)
                .mapToInt(user -> user.log().stays().size())
                .sum());
    }

    /** How many connections of the users of this host have ended. */
    int lostConnections(int host) {
        return ask(() -> users.stream()
                .filter(user -> user.home() == host)
                .mapToInt(TalkingUser::lostConnections)
                .sum());
    }

    /**
     * Waits until all is well again: each user is in its room, sees exactly those who are there, and has got a text accepted that
     * it said after this call.
     */
    void awaitAllWell(Duration deadline) {
        long since = System.nanoTime();
        await("all is well again", () -> isWell(since), deadline);
    }

    private boolean isWell(long since) {
        return users.stream().allMatch(user -> user.isInRoom() && user.lastAcceptedSaidAt() - since > 0)
                && rooms.stream().allMatch(this::seeEachOther);
    }

    private boolean seeEachOther(int room) {
        Set<Long> there = of(room).stream().map(TalkingUser::uniqueId).collect(Collectors.toSet());
        return of(room).stream().allMatch(user -> user.view().equals(there));
    }

    private List<TalkingUser> of(int room) {
        return users.stream().filter(user -> user.room() == room).toList();
    }

    /** Waits until this many more texts were accepted, so that the load is under way. */
    void awaitAccepted(int more) {
        long before = ask(this::accepted);
        await(more + " more texts are accepted", () -> accepted() >= before + more, DEADLINE);
    }

    private long accepted() {
        return users.stream()
                .flatMap(user -> user.log().fates().values().stream())
                .filter(fate -> fate == ClientLog.Fate.ACCEPTED)
                .count();
    }

    /**
     * Lets all fall silent, and waits until everybody has heard everything: one last text in each room comes behind all others.
     */
    void fallSilent() {
        run(() -> users.forEach(TalkingUser::fallSilent));
        await("everybody is in the room and has an answer", this::isSettled, DEADLINE);
        List<String> lastTexts = ask(() -> rooms.stream()
                .map(room -> of(room).get(of(room).size() - 1).sayOnce())
                .toList());
        for (int index = 0; index < ROOMS; index++) {
            int room = rooms.get(index);
            String text = lastTexts.get(index);
            await(
                    "everybody in room " + room + " hears: " + text,
                    () -> of(room).stream().allMatch(user -> text.equals(user.lastHeard())),
                    DEADLINE);
        }
        await("the last texts are answered", this::isSettled, DEADLINE);
    }

    private boolean isSettled() {
        return users.stream().allMatch(user -> user.isInRoom() && !user.waits());
    }

    /**
     * Waits until the other hosts' users have been told that all users of one host have left. That host can do nothing now.
     *
     * @return how long it took
     */
    Duration awaitGone(int host) {
        long start = System.nanoTime();
        Set<Long> itsUsers = ask(() -> users.stream()
                .filter(user -> user.home() == host)
                .map(TalkingUser::uniqueId)
                .collect(Collectors.toSet()));
        await(
                "the users of host " + host + " are gone",
                () -> users.stream()
                        .filter(user -> user.home() != host)
                        .allMatch(user -> user.view().stream().noneMatch(itsUsers::contains)),
                DEADLINE);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Lets the load go on for a time, where the length of a fault is a part of it. */
    void goOnFor(Duration time) {
        CompletableFuture<Boolean> passed = new CompletableFuture<>();
        loop.schedule(time, () -> passed.complete(true));
        passed.join();
    }

    // ---- what users need

    LogicLoop loop() {
        return loop;
    }

    NetworkClient network() {
        return network;
    }

    HostFleet hosts() {
        return hosts;
    }

    void later(Duration delay, Runnable task) {
        loop.schedule(delay, task);
    }

    // ---- the users belong to the loop

    private void run(Runnable task) {
        ask(() -> {
            task.run();
            return true;
        });
    }

    private <T> T ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, loop).join();
    }

    private void await(String what, BooleanSupplier condition, Duration deadline) {
        CompletableFuture<Boolean> met = new CompletableFuture<>();
        loop.execute(() -> poll(condition, met));
        try {
            met.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } catch (ExecutionException broken) {
            throw new AssertionError("while waiting until " + what, broken.getCause());
        } catch (TimeoutException late) {
            met.cancel(false);
            throw new AssertionError(
                    "not within " + deadline + ": " + what + "\n" + ask(this::described) + hosts.endOfLogs(), late);
        }
    }

    private void poll(BooleanSupplier condition, CompletableFuture<Boolean> met) {
        try {
            if (met.isDone()) {
                return;
            } else if (condition.getAsBoolean()) {
                met.complete(true);
            } else {
                loop.schedule(POLL, () -> poll(condition, met));
            }
        } catch (RuntimeException | AssertionError failed) {
            met.completeExceptionally(failed);
        }
    }

    private String described() {
        return users.stream().map(TalkingUser::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        run(() -> users.forEach(TalkingUser::end));
        network.close();
        loop.close();
    }
}
