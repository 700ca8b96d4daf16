package io.onesend.host.log;

/** The system properties that the log is set up by; free of Log4j's types, so that reading them loads none. */
public final class LogProperties {

    /** The lowest level that is logged. */
    public static final String LEVEL = "onesend.log.level";

    private LogProperties() {}
}
