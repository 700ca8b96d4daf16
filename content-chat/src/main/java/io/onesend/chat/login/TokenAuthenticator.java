package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Compares with a token that works once. The check only looks at it, so that a login that is refused for another reason, or
 * whose check fails, leaves the token for the next attempt; a granted one takes it. A wrong guess takes it too: nobody has a
 * second guess at one token.
 */
@AnyThread
final class TokenAuthenticator implements Authenticator {

    private final AccountStore accounts;

    TokenAuthenticator(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public CompletionStage<Boolean> check(Credentials credentials) {
        String userId = credentials.userId();
        return accounts.token(userId)
                .thenCompose(token -> isRight(credentials, token)
                        ? CompletableFuture.completedStage(true)
                        // Also if there is no token, so that both take equally long.
                        : accounts.takeToken(userId).thenApply(taken -> false));
    }

    @Override
    public boolean usesUp() {
        return true;
    }

    @Override
    public CompletionStage<Boolean> useUp(Credentials credentials) {
        return accounts.takeToken(credentials.userId()).thenApply(token -> isRight(credentials, token));
    }

    private static boolean isRight(Credentials credentials, Optional<String> token) {
        return token.filter(credentials::passwordIs).isPresent();
    }
}
