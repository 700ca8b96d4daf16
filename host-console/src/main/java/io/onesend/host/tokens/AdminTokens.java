package io.onesend.host.tokens;

import java.util.List;
import java.util.Optional;

/** The tokens that open the admin port; immutable. */
public final class AdminTokens {

    /** Opens nothing. */
    public static final AdminTokens NONE = new AdminTokens(List.of());

    private final List<AdminToken> all;

    AdminTokens(List<AdminToken> all) {
        this.all = List.copyOf(all);
    }

    /** The token that somebody has presented; empty if it is none of these. Every one is compared, whether one has matched or not. */
    public Optional<AdminToken> find(String presented) {
        byte[] hash = AdminToken.hashOf(presented);
        Optional<AdminToken> found = Optional.empty();
        for (AdminToken token : all) {
            if (token.has(hash)) {
                found = Optional.of(token);
            }
        }
        return found;
    }

    /** Whether it is one of these still. */
    public boolean contains(AdminToken token) {
        return all.contains(token);
    }

    public int count() {
        return all.size();
    }
}
