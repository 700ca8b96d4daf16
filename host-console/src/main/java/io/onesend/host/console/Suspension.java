package io.onesend.host.console;

import java.io.IOException;

/** Stops this process as Control-Z does, with the others of its job, until the shell lets them go on. */
final class Suspension {

    private Suspension() {}

    /**
     * Returns when the process goes on, in the foreground or not. The shell that it starts belongs to the job, and stops with it.
     *
     * @throws IOException if there is no shell
     */
    static void suspend() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -TSTP 0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
