package io.onesend.host.config;

/** How the values of a key are written: reads and checks text, and writes it again. Stateless. */
public interface ValueType<T> {

    /** Reads a text that is not empty, unless {@link #mayBeEmpty}. */
    T parse(String text) throws InvalidValueException;

    /** The text that {@link #parse} reads as this value, in its shortest form. */
    String format(T value);

    /** What may be shown to anybody: the same text without passwords. */
    default String masked(T value) {
        return format(value);
    }

    default boolean mayBeEmpty() {
        return false;
    }
}
