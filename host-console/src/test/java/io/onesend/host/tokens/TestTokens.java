package io.onesend.host.tokens;

import java.util.List;

/** Tokens for tests, without a file. */
public final class TestTokens {

    private TestTokens() {}

    public static AdminToken of(String name, boolean mayChange, String secret) {
        return AdminToken.of(name, mayChange, secret);
    }

    public static AdminTokens of(AdminToken... all) {
        return new AdminTokens(List.of(all));
    }
}
