package io.onesend.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcomes of all faults of one class, in the order of their first tries. */
final class FaultTable {

    private static final Path FOLDER = Path.of("target", "faults");

    private final Map<String, FaultOutcome> outcomes = new LinkedHashMap<>();

    void add(FaultOutcome outcome) {
        outcomes.merge(outcome.fault(), outcome, FaultOutcome::plus);
    }

    @Override
    public String toString() {
        return FaultOutcome.heading()
                + outcomes.values().stream().map(FaultOutcome::row).collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** Writes the table to a file in {@code target/faults}, for the README. */
    void write(String name) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".md"), toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
