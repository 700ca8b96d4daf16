package io.onesend.host.ops;

import java.util.List;
import java.util.Locale;

/**
 * One value that an operation takes.
 *
 * @param name of the JSON field or query parameter
 * @param form how it is typed on the console; a request always gives it by name
 * @param proposals what completion offers for the beginning of a value
 * @param help a few words on the value
 */
public record Argument(String name, Kind kind, Form form, boolean required, Proposals proposals, String help) {

    /** What a text has to be. */
    public enum Kind {
        /** No spaces. */
        WORD,
        /** One of the proposals. */
        CHOICE,
        /** {@code true} or {@code false}; on the console the name itself. */
        FLAG,
        /** A whole number from 0 on. */
        NUMBER,
        /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
        DURATION,
        USER,
        ROOM,
        /** The number of a session. */
        SESSION,
        /** An IP address, or a block of them: {@code 10.0.0.0/8}. */
        ADDRESS,
        /** Words up to the end of the line. The audit line has them. */
        TEXT,
        /** The same for what other people are told: the audit line has only its length. */
        MESSAGE;

        /** Whether it may have spaces without quotes when it is the last that an operation takes. */
        boolean takesRest() {
            return this == USER || this == TEXT || this == MESSAGE;
        }
    }

    /** How an argument is typed on the console. */
    public sealed interface Form {

        /** The value alone, in the order of the operation's arguments. */
        record Positional() implements Form {}

        /** Behind a word: {@code for 10m}. */
        record After(String word) implements Form {}

        /** {@code user=kim}. */
        record Named() implements Form {}

        /** The argument's name alone; the value is then {@code true}. */
        record Word() implements Form {}
    }

    /** Offers values that begin with a text, at most a few hundred. */
    @FunctionalInterface
    public interface Proposals {
        List<String> startingWith(String beginning);

        Proposals NONE = beginning -> List.of();

        static Proposals of(List<String> values) {
            List<String> all = List.copyOf(values);
            return beginning ->
                    all.stream().filter(value -> value.startsWith(beginning)).toList();
        }
    }

    private static final Form POSITIONAL = new Form.Positional();

    /** Typed as the value alone, with no completion. */
    public Argument(String name, Kind kind, boolean required, String help) {
        this(name, kind, POSITIONAL, required, Proposals.NONE, help);
    }

    public static Argument required(String name, Kind kind, String help) {
        return new Argument(name, kind, true, help);
    }

    public static Argument optional(String name, Kind kind, String help) {
        return new Argument(name, kind, false, help);
    }

    /** One of these values. */
    public static Argument choice(String name, List<String> values, boolean required, String help) {
        return new Argument(name, Kind.CHOICE, POSITIONAL, required, Proposals.of(values), help);
    }

    /** A word of the console that stands for itself. */
    public static Argument flag(String name, String help) {
        return new Argument(name, Kind.FLAG, new Form.Word(), false, Proposals.NONE, help);
    }

    /** The same, typed behind a word. */
    public Argument after(String word) {
        return new Argument(name, kind, new Form.After(word), required, proposals, help);
    }

    /** The same, typed as {@code name=value}. */
    public Argument named() {
        return new Argument(name, kind, new Form.Named(), required, proposals, help);
    }

    /** The same, with completion. */
    public Argument completedBy(Proposals values) {
        return new Argument(name, kind, form, required, values, help);
    }

    /** How the help writes it: {@code [for DURATION]}. */
    public String usage() {
        String typed = typed();
        return required ? typed : "[" + typed + "]";
    }

    private String typed() {
        if (form instanceof Form.After after) {
            return after.word() + " " + placeholder();
        }
        if (form instanceof Form.Named) {
            return name + "=" + placeholder();
        }
        return form instanceof Form.Word ? name : placeholder();
    }

    private String placeholder() {
        return kind == Kind.CHOICE ? String.join("|", proposals.startingWith("")) : name.toUpperCase(Locale.ROOT);
    }
}
