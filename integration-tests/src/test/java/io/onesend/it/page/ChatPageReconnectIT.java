package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.CuttingProxy;
import io.onesend.it.harness.Hosts;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import io.onesend.network.testing.FreePort;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see whose connection or whose server goes away and comes back. */
@ExtendWith(SharedBrowser.class)
class ChatPageReconnectIT {

    private static final int ROOM = 3;

    @Test
    void bothComeBackIntoTheirRoomWhenTheServerIsRestarted() {
        TestRedis redis = TestRedis.shared();
        redis.plaintext("alice", "pw");
        redis.plaintext("bob", "pw");
        String port = "network.port=" + FreePort.choose();
        ServerProcess.Launch launch = ServerProcess.launchPlaintext(redis).set(port);
        try (ChatPage alice = ChatPage.inEnglish();
                ChatPage bob = ChatPage.inKorean()) {
            try (ServerProcess first = launch.start()) {
                alice.load(first.address()).signIn("alice", "pw").enter(ROOM);
                bob.load(first.address()).signIn("bob", "pw").enter(ROOM);
                alice.say("before").waitForMessages("before");
                bob.waitForMessages("before");
                first.stop();
            }
            alice.waitForLink("waiting").waitForText(".notice", "The server stops or starts anew.");
            bob.waitForText(".notice", "서버가 멈추거나");
            alice.connectNow();
            Awaitility.await().until(() -> alice.page().complaints().toString().contains("ERR_CONNECTION_REFUSED"));
            alice.waitForLink("waiting").waitForText(".notice", "The server stops or starts anew.");
            try (ServerProcess second = launch.start()) {
                alice.connectNow().waitForLink("on");
                bob.connectNow().waitForLink("on");
                alice.waitForText("summary", "Members: 2").waitForText(".gap", "is missing here");
                alice.say("after").waitForMessages("before", "after");
                bob.waitForMessages("before", "after");
                second.assertNoComplaint();
            }
        }
    }

    /** In a cluster: what was said meanwhile is heard, the others see nothing, and own messages are neither lost nor doubled. */
    @Test
    void aLostSessionIsResumedAndNothingIsMissed() {
        try (Hosts hosts = Hosts.start(1);
                CuttingProxy proxy = new CuttingProxy(hosts.server(0).address());
                ChatPage alice = ChatPage.inEnglish();
                RawClient bob = hosts.member(0, "bob", ROOM)) {
            alice.load(proxy.address()).signIn("alice", "pw").enter(ROOM);
            bob.next(Wire.ROOM_NEW_USER_NOTIFY);
            bob.chat("one");
            alice.waitForMessages("one");

            alice.page().offline(true);
            proxy.cut();
            alice.waitForLink("waiting");
            bob.chat("two");
            bob.chat("three");
            alice.page().offline(false);

            alice.waitForText(".event", "Connected again; nothing was missed").waitForMessages("one", "two", "three");
            assertThat(alice.texts(".gap")).isEmpty();
            alice.say("four").waitForMessages("one", "two", "three", "four");
            assertThat(bob.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("four");
            bob.chat("five");
            alice.waitForMessages("one", "two", "three", "four", "five");
            bob.assertQuiet();
        }
    }

    @Test
    void whatIsMissingForGoodIsSaid() {
        try (Hosts hosts = Hosts.start(1, "cluster.resume.max-replay=2");
                CuttingProxy proxy = new CuttingProxy(hosts.server(0).address());
                ChatPage alice = ChatPage.inEnglish();
                RawClient bob = hosts.member(0, "bob", ROOM)) {
            alice.load(proxy.address()).signIn("alice", "pw").enter(ROOM);
            bob.next(Wire.ROOM_NEW_USER_NOTIFY);
            alice.page().offline(true);
            proxy.cut();
            alice.waitForLink("waiting");
            List.of("one", "two", "three").forEach(bob::chat);
            alice.page().offline(false);

            alice.waitForText(
                    ".gap", "of the room's messages, entries and leaves are missing here, because they are too old");
            alice.waitForText("summary", "Members: 2");
            bob.chat("four");
            alice.waitForMessages("four");
        }
    }
}
