package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.checker.CheckReport;
import io.onesend.chat.checker.CheckRules;
import io.onesend.chat.checker.ClusterChecker;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Clients that do anything at any moment on the hosts of a cluster, while trouble of one kind comes over it. */
final class ClusterRun implements Expectations, AutoCloseable {

    private static final int STEPS = 300;
    private static final int MOST_CLIENTS = 12;

    private final Random random;
    private final Trouble trouble;
    private final SimulatedCluster cluster;
    private int users;
    private int texts;

    ClusterRun(long seed, List<Trouble> kinds) {
        random = new Random(seed);
        trouble = kinds.get(random.nextInt(kinds.size()));
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
        }
        cluster.recover();
        // Long enough for a dead host's users to go, twice: the first one to see it may itself be fenced.
        cluster.goOnFor(SimulatedCluster.LEASE.multipliedBy(2).plus(cluster.acceptTimeout.multipliedBy(2)));
        checkSettled();
        everybodyActsAgain();
        checkSettled();
        check();
    }

    // ---- what clients do

    private void something() {
        SimulatedClient client =
                cluster.clients.isEmpty() ? null : cluster.clients.get(random.nextInt(cluster.clients.size()));
        int choice = random.nextInt(20);
        if (client == null || choice == 0) {
            connect();
        } else if (client.isGone()) {
            cluster.clients.stream().filter(any -> !any.isGone()).findFirst().ifPresent(this::request);
        } else if (choice == 1 && random.nextInt(3) == 0) {
            client.session.hangUpLater();
        } else {
            request(client);
        }
    }

    /** Each client is a user of its own, who logs in and enters a room at once. */
    private void connect() {
        long there = cluster.clients.stream().filter(client -> !client.isGone()).count();
        SimulatedHost host = cluster.hosts.get(random.nextInt(cluster.hosts.size()));
        if (there >= MOST_CLIENTS || !host.isRunning()) {
            return;
        }
        String userId = "사용자" + ++users;
        SimulatedClient client = cluster.connect(host, userId, this);
        client.send(new LoginRequest(userId, ChatFixture.PASSWORD));
        client.send(enter());
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
            default -> say(client);
        }
    }

    private void say(SimulatedClient client) {
        client.send(new RoomChatRequest("말 " + ++texts));
    }

    /** After the trouble everybody can do everything again. */
    private void everybodyActsAgain() {
        for (SimulatedClient client : there()) {
            if (client.room() == SimulatedClient.NO_ROOM) {
                client.send(enter());
            }
            say(client);
        }
        cluster.goOnFor(Duration.ofSeconds(1));
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
    public boolean inCluster() {
        return true;
    }

    @Override
    public void loggedIn(SimulatedClient client) {
        // Each client is a user of its own.
    }

    @Override
    public void accepted(int room, String text) {
        // Checked at the end, against the streams.
    }

    private void checkSettled() {
        for (SimulatedClient client : there()) {
            assertThat(client.unanswered())
                    .as("unanswered requests of %s", client)
                    .isZero();
            assertThat(client.session.isSuspended())
                    .as("%s is suspended", client)
                    .isFalse();
        }
    }

    private void check() {
        CheckRules rules = CheckRules.strict(SimulatedCluster.MAX_USERS).afterRewriting(cluster.rewritten());
        if (trouble != Trouble.NONE) {
            rules = rules.afterBrokenLinks();
        }
        if (trouble == Trouble.ALL) {
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
