package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.it.harness.CuttingProxy;
import io.onesend.it.harness.Hosts;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.KeptMember;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients that resume between two hosts, each the real jar, on one real Redis. Both talk all the while; a client of the course's
 * kind watches the room.
 */
class ResumeIT {

    private static final int ROOM = 1;
    private static final String THE_END = "the end";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LogicLoop loop = LogicLoop.start("resume-logic");
    private final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder().transport(TestTransport.CHOSEN).build(), loop);

    private Hosts hosts;
    private RawClient watching;
    private KeptMember bob;

    @BeforeEach
    void start() {
        hosts = Hosts.startWithAddresses(2, "chat.rate.messages-per-second=0");
        watching = hosts.member(1, "watching", ROOM);
        bob = KeptMember.of(network, "bob", ROOM, List.of(hosts.server(1).address()));
        watching.next(Wire.ROOM_NEW_USER_NOTIFY);
    }

    @AfterEach
    void close() {
        bob.close();
        watching.close();
        network.close();
        loop.close();
        threads.shutdown();
        hosts.close();
    }

    @Test
    void aConnectionThatIsResetIsResumedOnTheSameHostAndOnTheOtherUnseen() {
        try (CuttingProxy zero = new CuttingProxy(hosts.server(0).address());
                CuttingProxy one = new CuttingProxy(hosts.server(1).address());
                KeptMember alice = alice(zero.address(), one.address())) {
            Conversation talk = new Conversation(alice);
            talk.goesOnAfter(zero::cut);
            talk.goesOnAfter(zero::cut);
            assertThat(movedTo(1)).isZero();
            talk.goesOnAfter(zero::close);
            talk.goesOnAfter(one::cut);
            talk.endsWholeAndUnseen();
            assertThat(alice.resumed()).hasSize(4).containsOnly(ResultCode.NONE);
            assertThat(movedTo(1)).isEqualTo(1);
        }
    }

    @Test
    void theUsersOfAKilledHostGoOnAtTheOtherUnseen() {
        try (KeptMember alice = alice(hosts.server(0).address(), hosts.server(1).address())) {
            Conversation talk = new Conversation(alice);
            talk.goesOnAfter(hosts.server(0)::kill);
            talk.endsWholeAndUnseen();
            assertThat(alice.resumed()).containsExactly(ResultCode.NONE);
        }
    }

    @Test
    void theUsersOfADrainingHostGoWhereItSendsThemUnseen() {
        try (KeptMember alice = alice(hosts.server(0).address())) {
            Conversation talk = new Conversation(alice);
            talk.goesOnAfter(hosts.server(0)::stop);
            assertThat(alice.moves())
                    .singleElement()
                    .satisfies(move ->
                            assertThat(move.port()).isEqualTo(hosts.server(1).port()));
            talk.endsWholeAndUnseen();
            assertThat(alice.resumed()).containsExactly(ResultCode.NONE);
            assertThat(movedTo(1)).isEqualTo(1);
            assertThat(hosts.server(1).admin().metric("onesend_cluster_resumes_total", "none"))
                    .isEqualTo(1);
        }
    }

    @Test
    void theLoadMissesNothingWhenOneOfItsHostsIsKilled() {
        String[] arguments =
                ("load chat --rooms 2 --members 6 --senders 2 --room-base 10 --rate 40 --duration 8s --resume --json -"
                                + " --port " + hosts.server(0).port() + " --also 127.0.0.1:"
                                + hosts.server(1).port())
                        .split(" ");
        try (Jar.Child load = Jar.start(arguments)) {
            Awaitility.await("messages")
                    .atMost(DEADLINE)
                    .until(() -> hosts.server(0).admin().metricOrZero("onesend_chat_messages_total") > 20);
            hosts.server(0).kill();
            JsonNode counts = JsonMapper.shared()
                    .readTree(load.awaitEnd(DEADLINE.multipliedBy(2)).expect(0).out())
                    .required("counts");
            assertThat(counts.required("resumed").asInt()).isEqualTo(6);
            assertThat(counts.required("delivered").asInt())
                    .isEqualTo(counts.required("expected").asInt())
                    .isGreaterThan(1000);
        }
    }

    private double movedTo(int host) {
        return hosts.server(host).admin().metric("onesend_cluster_moved_users_total");
    }

    private KeptMember alice(InetSocketAddress... addresses) {
        KeptMember alice = KeptMember.of(network, "alice", ROOM, List.of(addresses));
        watching.next(Wire.ROOM_NEW_USER_NOTIFY);
        return alice;
    }

    /** Alice and bob talk, each as fast as the answers come, until the test ends it. */
    private final class Conversation {
        private final KeptMember alice;
        private final CompletableFuture<Integer> ofAlice;
        private final CompletableFuture<Integer> ofBob;
        private final CompletableFuture<List<String>> watched;
        private volatile boolean ending;

        Conversation(KeptMember alice) {
            this.alice = alice;
            ofAlice = CompletableFuture.supplyAsync(() -> talk(alice), threads);
            ofBob = CompletableFuture.supplyAsync(() -> talk(bob), threads);
            watched = CompletableFuture.supplyAsync(ResumeIT.this::watch, threads);
        }

        private int talk(KeptMember member) {
            int number = 0;
            while (!ending) {
                member.say("m" + number++);
            }
            return number;
        }

        /** Alice loses her connection by this, and is back. */
        void goesOnAfter(Runnable loss) {
            awaitMore();
            int before = alice.resumed().size();
            loss.run();
            Awaitility.await().atMost(DEADLINE).until(() -> alice.resumed().size() > before);
        }

        /** Both go on to be heard by both. */
        void awaitMore() {
            for (KeptMember member : List.of(alice, bob)) {
                int before = member.heard().size();
                Awaitility.await().atMost(DEADLINE).until(() -> member.heard().size() > before + 20);
            }
        }

        /** Each message was heard once by all, in one order, and nobody was seen to come or go. */
        void endsWholeAndUnseen() {
            awaitMore();
            ending = true;
            List<String> expected = new ArrayList<>();
            expected.addAll(numbered("alice", ofAlice.join()));
            expected.addAll(numbered("bob", ofBob.join()));
            bob.say(THE_END);
            expected.add("bob> " + THE_END);
            List<String> seen = watched.join();
            assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
            Awaitility.await().atMost(DEADLINE).until(() -> alice.heard().contains("bob> " + THE_END));
            assertThat(alice.heard()).isEqualTo(seen);
            assertThat(bob.heard()).isEqualTo(seen);
            assertThat(texts(seen, "alice")).isEqualTo(numbered("alice", ofAlice.join()));
        }
    }

    /** Everything that the watching client hears, up to the end of the conversation: nothing but messages. */
    private List<String> watch() {
        List<String> heard = new ArrayList<>();
        Packet notify;
        do {
            notify = watching.next(Wire.ROOM_CHAT_NOTIFY);
            heard.add(notify.sender() + "> " + notify.message());
        } while (!notify.message().equals(THE_END));
        watching.assertQuiet();
        return heard;
    }

    private static List<String> texts(List<String> heard, String sender) {
        return heard.stream().filter(line -> line.startsWith(sender + "> ")).toList();
    }

    private static List<String> numbered(String sender, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> sender + "> m" + number)
                .toList();
    }
}
