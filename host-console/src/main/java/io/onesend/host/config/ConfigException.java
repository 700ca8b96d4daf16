package io.onesend.host.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; it names everything that is wrong with it, one problem a line. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** The same on one line. */
    public String line() {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    public List<Problem> problems() {
        return problems;
    }
}
