package io.onesend.it.samples;

import io.onesend.it.harness.DebianProgram;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Shell;
import java.nio.file.Path;
import java.time.Duration;

/** A long stream of numbers through nc, which ends its output behind them: compared, byte by byte, with what comes back. */
final class NumberStream {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private NumberStream() {}

    static void sendAndCompare(String port, long bytes) {
        DebianProgram.NC.assumeInstalled();
        String numbers = "seq 1 1000000000 | head -c " + bytes;
        String line = "cmp <(" + numbers + ") <(" + numbers + " | nc -N 127.0.0.1 " + port + ")";
        try (Jar.Child compared = Shell.start(Path.of(""), line)) {
            compared.awaitEnd(DEADLINE).expect(0);
        }
    }
}
