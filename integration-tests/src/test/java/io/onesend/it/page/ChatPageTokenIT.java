package io.onesend.it.page;

import io.lettuce.core.SetArgs;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.CuttingProxy;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.TestRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in where the server wants a token, which works once. */
@ExtendWith(SharedBrowser.class)
class ChatPageTokenIT {

    private static final TestRedis REDIS = TestRedis.shared();
    private static final String PREFIX = TestRedis.unique() + ":";

    private static void giveAlice(String token) {
        REDIS.commands().set(PREFIX + "token:alice", token, SetArgs.Builder.ex(600));
    }

    /** A wrong guess takes the token too. */
    @Test
    void aTokenLetsInOnceAndAWrongOneNever() {
        giveAlice("guessed");
        try (ServerProcess server = ServerProcess.launch()
                        .set("redis.uri=" + REDIS.uri(), "redis.key-prefix=" + PREFIX, "chat.login=token")
                        .start();
                CuttingProxy proxy = new CuttingProxy(server.address());
                ChatPage alice = ChatPage.inEnglish()) {
            alice.load(proxy.address()).waitForText("[for=secret]", "Token");
            alice.signIn("alice", "wrong").waitForText("[role=alert]", "the password or token is wrong");
            giveAlice("first");
            alice.signIn("alice", "first").enter(0).say("in").waitForMessages("in");

            proxy.cut();
            alice.waitForText("[role=alert]", "A token works once. Get a new one to sign in again.");
            Awaitility.await().until(() -> server.admin().status().get("users").asInt() == 0);
            alice.signIn("alice", "first").waitForText("[role=alert]", "the password or token is wrong");
            giveAlice("second");
            alice.signIn("alice", "second").waitForMessages("in").say("again").waitForMessages("in", "again");
        }
    }
}
