package io.onesend.chat.redis;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Asks a store what logins ask, for users that cannot exist. A cause that prevents these answers prevents all logins: a missing
 * right, a replica, or a server that is still loading. It changes nothing.
 */
@AnyThread
final class LoginProbe {

    /** A node of a cluster answers for some keys only. This many are unlikely to be all on one of three nodes. */
    private static final int USERS = 16;

    /** No login has an id with a control character. */
    static final String NOBODY = "\u0001nobody-";

    private final AccountStore accounts;

    LoginProbe(AccountStore accounts) {
        this.accounts = accounts;
    }

    CompletionStage<Void> ask(ChatConfig config) {
        return switch (config.login()) {
            case PASSWORD -> ofEach(accounts::passwordHash);
            case TOKEN -> ofEach(userId -> accounts.token(userId).thenCompose(none -> accounts.takeToken(userId)));
            case PLAINTEXT -> ofEach(accounts::plaintextPassword);
        };
    }

    private static CompletionStage<Void> ofEach(Function<String, CompletionStage<?>> question) {
        return CompletableFuture.allOf(IntStream.range(0, USERS)
                .mapToObj(number -> question.apply(NOBODY + number).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
