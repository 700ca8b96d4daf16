package io.onesend.host.ops;

import java.util.Locale;

/**
 * Who calls an operation.
 *
 * @param name of a token, or {@code console}
 * @param from where the call came from: {@code console}, {@code admin 127.0.0.1:4711}
 */
public record Operator(String name, Role role, String from) {

    /** Whoever has the process's standard input. */
    public static final Operator CONSOLE = new Operator("console", Role.OPERATE, "console");

    /** As the audit line has it. */
    @Override
    public String toString() {
        return from.equals(name) ? name : name + " (" + role.name().toLowerCase(Locale.ROOT) + ") from " + from;
    }
}
