package io.onesend.host.doctor;

/**
 * What a check found, for a person.
 *
 * @param what the subject: {@code port}
 * @param wanted what should be there; empty if it is
 * @param advice what to type, or to set; empty if nothing
 */
public record Finding(State state, String what, String found, String wanted, String advice) {

    /** Whether anything is to be done. */
    public enum State {
        GOOD,
        /** The server works, and could work better or longer. */
        NOTE,
        BAD
    }

    static Finding good(String what, String found) {
        return new Finding(State.GOOD, what, found, "", "");
    }

    static Finding note(String what, String found, String wanted, String advice) {
        return new Finding(State.NOTE, what, found, wanted, advice);
    }

    static Finding bad(String what, String found, String wanted, String advice) {
        return new Finding(State.BAD, what, found, wanted, advice);
    }

    /** On one line, which begins with the state. */
    public String line() {
        StringBuilder line = new StringBuilder(String.format("%-5s %-13s %s", word(), what, found));
        if (!wanted.isEmpty()) {
            line.append("; wanted: ").append(wanted);
        }
        if (!advice.isEmpty()) {
            line.append("; do: ").append(advice);
        }
        return line.toString();
    }

    private String word() {
        return switch (state) {
            case GOOD -> "ok";
            case NOTE -> "note";
            case BAD -> "WRONG";
        };
    }
}
