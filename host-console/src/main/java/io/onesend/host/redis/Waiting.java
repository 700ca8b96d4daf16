package io.onesend.host.redis;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How whoever wants the embedded Redis waits for it.
 *
 * @param cancelled whether it is not wanted any more; asked from any thread
 * @param notice told what is waited for, where that takes more than a moment
 */
public record Waiting(BooleanSupplier cancelled, Consumer<String> notice) {}
