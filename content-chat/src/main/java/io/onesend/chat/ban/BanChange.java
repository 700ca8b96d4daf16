package io.onesend.chat.ban;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A decision of this host that the store does not have yet.
 *
 * @param ban null: the target is banned no more
 * @param stored true once the store has it; false if it could not be told at the first attempt
 */
record BanChange(BanTarget target, @Nullable Ban ban, CompletableFuture<Boolean> stored) {

    BanChange(BanTarget target, @Nullable Ban ban) {
        this(target, ban, new CompletableFuture<>());
    }
}
