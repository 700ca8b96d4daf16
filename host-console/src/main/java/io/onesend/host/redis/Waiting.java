package io.onesend.host.redis;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a caller waits for the embedded Redis.
 *
 * @param cancelled whether it is not wanted any more; asked from any thread
 * @param notice receives what is being waited for, if that takes more than a moment
 */
public record Waiting(BooleanSupplier cancelled, Consumer<String> notice) {}
