package io.onesend.network.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Checks for threads that should have ended. */
public final class ThreadCheck {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private ThreadCheck() {}

    /** Waits until no live thread's name starts with one of these; after ten seconds it fails with their stacks. */
    public static void assertNoThreadNamed(String... prefixes) {
        assertNoThreadNamed(DEADLINE, prefixes);
    }

    public static void assertNoThreadNamed(Duration deadline, String... prefixes) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(deadline)
                    .until(() -> left(prefixes).isEmpty());
        } catch (ConditionTimeoutException late) {
            String stacks = left(prefixes).entrySet().stream()
                    .map(thread -> thread.getKey().getName() + "\n\tat "
                            + Arrays.stream(thread.getValue())
                                    .map(Object::toString)
                                    .collect(Collectors.joining("\n\tat ")))
                    .collect(Collectors.joining("\n"));
            throw new AssertionError("threads left after " + deadline + ":\n" + stacks, late);
        }
    }

    private static Map<Thread, StackTraceElement[]> left(String... prefixes) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread ->
                        Arrays.stream(prefixes).anyMatch(thread.getKey().getName()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
