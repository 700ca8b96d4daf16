package io.onesend.host.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records who has changed what: one line of the log for each call of an operation that changes something, refused ones too. */
public final class Audit {

    /** The name of the logger; its lines stay whatever {@code log.level} is. */
    public static final String LOGGER = "audit";

    /** The outcome of a call that did what was asked. */
    static final String DONE = "done";

    private final Logger log;

    public Audit() {
        this(LoggerFactory.getLogger(LOGGER));
    }

    Audit(Logger log) {
        this.log = log;
    }

    /** Writes a line; the log escapes what others have typed. */
    public void changed(Operator who, String operation, Arguments given, String outcome) {
        String arguments = given.toString();
        log.info("{}: {}{}: {}", who, operation, arguments.isEmpty() ? "" : " " + arguments, outcome);
    }

    /** Writes a line for a call whose arguments were not even read. */
    void refused(Operator who, String operation, String why) {
        log.info("{}: {}: {}", who, operation, why);
    }
}
