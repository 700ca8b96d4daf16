package io.onesend.host.process;

import java.util.function.Consumer;
import org.jline.utils.Signals;

/** The signals by which a process is told to end. */
public enum EndingSignal {
    /** The terminal is gone. */
    HUP(1),
    /** Ctrl-C. */
    INT(2),
    /** What kill, systemd and containers send. */
    TERM(15);

    /** A shell's status of a command that a signal has ended is this plus the signal's number. */
    private static final int STATUS_OF_SIGNALS = 128;

    private final int number;

    EndingSignal(int number) {
        this.number = number;
    }

    public int exitStatus() {
        return STATUS_OF_SIGNALS + number;
    }

    /**
     * Passes the signals to this receiver, each on a thread of its own. Otherwise the JVM would begin its shutdown at once, and
     * nothing could be started or stopped in order any more. A signal that this process was started to ignore, as by nohup, stays
     * ignored.
     */
    public static void receive(Consumer<EndingSignal> receiver) {
        for (EndingSignal signal : values()) {
            Signals.register(signal.name(), () -> receiver.accept(signal));
        }
    }
}
