package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.checker.CheckReport;
import io.onesend.chat.checker.CheckRules;
import io.onesend.chat.checker.ClusterChecker;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.user.ChatsUnderWay;
import io.onesend.network.DisconnectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Clients that do anything at any moment on the hosts of a cluster, while trouble of one kind comes over it. */
final class ClusterRun implements Expectations, AutoCloseable {

    private static final int STEPS = 300;
    private static final int MOST_CLIENTS = 12;

    private final Random random;
    private final Trouble trouble;
    private final SimulatedCluster cluster;
    private final ResumeTally tally;

    /** Whether half of the clients resume. In some runs none does, so that nobody may be answered for what resuming explains. */
    private final boolean resumes;

    /** Connections that are lost, and whose hosts do not know it yet. */
    private final List<FakeSession> lost = new ArrayList<>();

    private int users;
    private int texts;

    ClusterRun(long seed, List<Trouble> kinds, ResumeTally tally) {
        this.tally = tally;
        random = new Random(seed);
        trouble = kinds.get(random.nextInt(kinds.size()));
        resumes = random.nextInt(4) > 0;
        cluster = new SimulatedCluster(random, 2 + random.nextInt(2));
    }

    void play() {
        cluster.goOnFor(Duration.ofSeconds(1));
        Troublemaker troublemaker = new Troublemaker(random, cluster, trouble);
        for (int step = 0; step < STEPS; step++) {
            something();
            troublemaker.mayAct();
            if (random.nextInt(40) == 0) {
                cluster.goOnFor(Duration.ofMillis(random.nextInt(1000)));
            }
            cluster.goOn();
            checkStep();
        }
        lost.forEach(FakeSession::hangUpLater);
        cluster.recover();
        // Long enough for a dead host's users to go, twice: the first one to see it may itself be fenced.
        cluster.goOnFor(SimulatedCluster.LEASE.multipliedBy(2).plus(cluster.acceptTimeout.multipliedBy(2)));
        checkSettled();
        everybodyComesBack();
        checkSettled();
        everybodyActsAgain();
        checkSettled();
        // Not in the middle of something: a user who lingers leaves at any moment.
        cluster.goOnUntilQuietFor(Duration.ofMillis(500));
        checkEnds();
        cluster.clients.forEach(SimulatedClient::end);
        check();
    }

    // ---- what clients do

    private void something() {
        SimulatedClient client =
                cluster.clients.isEmpty() ? null : cluster.clients.get(random.nextInt(cluster.clients.size()));
        int choice = random.nextInt(20);
        if (client == null || choice == 0) {
            connect();
        } else if (client.isToMove()) {
            client.lose();
            client.session.hangUpLater();
            resume(client);
        } else if (client.canResume()) {
            resume(client);
        } else if (client.isGone()) {
            cluster.clients.stream().filter(any -> !any.isGone()).findFirst().ifPresent(this::request);
        } else if (choice == 1 && random.nextInt(3) == 0) {
            lose(client);
        } else {
            request(client);
        }
        if (!lost.isEmpty() && random.nextInt(20) == 0) {
            lost.remove(random.nextInt(lost.size())).hangUpLater();
        }
    }

    /** Most clients are users of their own; some log in as a user of another. They enter a room at once. */
    private void connect() {
        SimulatedHost host = anyHost();
        if (there().size() >= MOST_CLIENTS || !host.takesClients()) {
            return;
        }
        boolean isOther = users > 0 && random.nextInt(5) == 0;
        String userId = "사용자" + (isOther ? 1 + random.nextInt(users) : ++users);
        SimulatedClient client = cluster.connect(host, userId, this);
        if (resumes && random.nextBoolean()) {
            client.send(SimulatedReturn.FEATURES);
        }
        client.send(new LoginRequest(userId, ChatFixture.PASSWORD));
        client.send(enter());
    }

    private SimulatedHost anyHost() {
        return cluster.hosts.get(random.nextInt(cluster.hosts.size()));
    }

    /** The client hangs up, or loses its connection and what is on its way to it; the host may take long to find out. */
    private void lose(SimulatedClient client) {
        int how = random.nextInt(3);
        if (how > 0) {
            client.lose();
        }
        if (how == 1) {
            lost.add(client.session);
        } else {
            client.session.hangUpLater();
        }
    }

    private void resume(SimulatedClient client) {
        SimulatedHost host = anyHost();
        if (there().size() < MOST_CLIENTS && host.takesClients()) {
            client.resume(host.chat.connect());
        }
    }

    private static int lastRoom() {
        return SimulatedCluster.FIRST_ROOM + SimulatedCluster.ROOMS - 1;
    }

    private RoomEnterRequest enter() {
        return new RoomEnterRequest(SimulatedCluster.FIRST_ROOM + random.nextInt(SimulatedCluster.ROOMS));
    }

    private void request(SimulatedClient client) {
        switch (random.nextInt(12)) {
            case 0 -> client.send(new Ping((short) random.nextInt(1 << 15)));
            case 1 -> client.send(new RoomLeaveRequest());
            case 2 -> client.send(enter());
            case 3, 4 -> sayMuch(client);
            default -> say(client);
        }
    }

    /** Some of it empty, which is refused; some of it more than may be under way. */
    private void sayMuch(SimulatedClient client) {
        for (int i = random.nextInt(2 * ChatsUnderWay.MOST); i >= 0; i--) {
            if (random.nextInt(8) == 0) {
                client.send(new RoomChatRequest(""));
            } else {
                say(client);
            }
        }
    }

    private void say(SimulatedClient client) {
        client.send(new RoomChatRequest("말 " + ++texts));
    }

    private void everybodyComesBack() {
        cluster.clients.stream().filter(SimulatedClient::canResume).forEach(this::resume);
        cluster.goOnFor(Duration.ofSeconds(3));
    }

    /** After the trouble everybody can do everything again. */
    private void everybodyActsAgain() {
        for (SimulatedClient client : there()) {
            if (client.room() == SimulatedClient.NO_ROOM) {
                client.send(enter());
            }
            say(client);
        }
        cluster.goOnFor(cluster.acceptTimeout.plus(Duration.ofSeconds(1)));
    }

    private List<SimulatedClient> there() {
        return cluster.clients.stream().filter(client -> !client.isGone()).toList();
    }

    // ---- what has to hold

    @Override
    public boolean exists(int room) {
        return room >= SimulatedCluster.FIRST_ROOM && room <= lastRoom();
    }

    @Override
    public boolean mayBeUnavailable() {
        return resumes || trouble != Trouble.NONE;
    }

    @Override
    public boolean mayForget() {
        return trouble.makesRedisForget();
    }

    @Override
    public boolean mayBeUncertain() {
        return trouble != Trouble.NONE;
    }

    @Override
    public void loggedIn(SimulatedClient client) {
        // Checked at each step.
    }

    @Override
    public void resumed(ResultCode result) {
        tally.add(result);
    }

    @Override
    public void accepted(int room, String text) {
        // Checked at the end, against the streams.
    }

    /** Holds at any moment. */
    private void checkStep() {
        if (cluster.largestRoom() > SimulatedCluster.MAX_USERS) {
            throw new AssertionError("a room has " + cluster.largestRoom() + " members");
        }
        if (trouble == Trouble.NONE) {
            checkSessions();
        }
    }

    /** One session for a user id. */
    private void checkSessions() {
        Map<String, SimulatedClient> byUserId = new HashMap<>();
        for (SimulatedClient client : cluster.clients) {
            SimulatedClient other = client.isLoggedIn() ? byUserId.put(client.userId(), client) : null;
            if (other != null) {
                throw new AssertionError("two sessions of a user: " + other + " and " + client);
            }
        }
    }

    private void checkSettled() {
        checkSessions();
        for (SimulatedClient client : there()) {
            assertThat(client.unanswered())
                    .as("unanswered requests of %s", client)
                    .isZero();
            assertThat(client.session.isSuspended())
                    .as("%s is suspended", client)
                    .isFalse();
        }
    }

    /** Sessions end for reasons that the trouble explains. */
    private void checkEnds() {
        Set<String> reasons = new HashSet<>(Set.of("closed-by-peer", "logged-in-elsewhere", "resumed-elsewhere"));
        if (resumes) {
            reasons.add("resume-failed");
        }
        if (trouble != Trouble.NONE) {
            reasons.add("lease-lost");
        }
        if (trouble == Trouble.HOSTS || trouble == Trouble.ALL) {
            reasons.add("draining");
        }
        if (mayForget()) {
            reasons.addAll(Set.of("room-gap", "room-lost"));
        }
        for (SimulatedClient client : cluster.clients) {
            DisconnectReason end = client.session.ended();
            assertThat(end == null || reasons.contains(end.name()))
                    .as("the end of %s: %s", client, end)
                    .isTrue();
        }
    }

    private void check() {
        CheckRules rules = CheckRules.strict(SimulatedCluster.MAX_USERS).afterRewriting(cluster.rewritten());
        if (trouble != Trouble.NONE) {
            rules = rules.afterBrokenLinks();
        }
        if (trouble == Trouble.ALL || cluster.hosts.stream().anyMatch(SimulatedHost::wasHeldForDead)) {
            rules = rules.afterDeathOfHosts();
        }
        CheckReport report = new ClusterChecker(
                        rules,
                        cluster.streams(),
                        cluster.clients.stream().map(client -> client.log).toList())
                .check();
        assertThat(report.isClean())
                .as("%s: %s\n%s", trouble, report, String.join("\n", report.problems()))
                .isTrue();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
