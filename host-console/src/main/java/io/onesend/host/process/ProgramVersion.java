package io.onesend.host.process;

/** Which build this is. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** As the jar's manifest has it; classes that are not in the jar have none. */
    public static String version() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** For people: this build and what it runs on. */
    public static String describe() {
        return "onesend " + version() + " on Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }
}
