package io.onesend.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for all tests of this JVM that look at the page for operators and leave the server as it is. It ends when they have. */
public final class SharedOperatorServer implements BeforeAllCallback {

    private static volatile Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedOperatorServer.class))
                .getOrComputeIfAbsent(Running.class, none -> new Running(), Running.class);
    }

    public static ChatFixture chat() {
        return running.chat;
    }

    /** The page, with nobody logged in. */
    public static AdminPage open() {
        return AdminPage.open(running.chat.server().admin().address());
    }

    /** The page, with somebody logged in who may make changes. */
    public static AdminPage logIn() {
        return open().logIn(running.token);
    }

    /** The token that the server made at its start. */
    public static String token() {
        return running.token;
    }

    private static final class Running implements AutoCloseable {

        private final ChatFixture chat;
        private final String token;

        Running() {
            Path folder = WorkFolder.create("operator");
            chat = ChatFixture.start(ServerProcess.launchPlaintext(TestRedis.shared())
                    .in(folder)
                    .set("redis.key-prefix=" + TestRedis.unique() + ":"));
            try {
                token = Files.readString(folder.resolve("data/admin.token"))
                        .strip()
                        .split(" ")[2];
            } catch (IOException unreadable) {
                chat.close();
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public void close() {
            chat.close();
        }
    }
}
