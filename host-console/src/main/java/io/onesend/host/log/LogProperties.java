package io.onesend.host.log;

/** The system properties that configure the log. The class uses no type of Log4j, so that reading them loads none. */
public final class LogProperties {

    /** The lowest level that is logged. */
    public static final String LEVEL = "onesend.log.level";

    private LogProperties() {}
}
