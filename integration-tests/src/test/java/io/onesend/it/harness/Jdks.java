package io.onesend.it.harness;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The JDKs of a run: that of the tests, and a second one if {@code ONESEND_TEST_SECOND_JAVA_HOME} names it. */
public final class Jdks {

    private Jdks() {}

    public static Stream<Path> homes() {
        String second = System.getProperty("onesend.second.java.home", System.getenv("ONESEND_TEST_SECOND_JAVA_HOME"));
        return second == null || second.isBlank()
                ? Stream.of(Jar.javaHome())
                : Stream.of(Jar.javaHome(), Path.of(second));
    }
}
