package io.onesend.host.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The types of values that are several, with commas between. */
final class Lists {

    /** Reads one element. */
    @FunctionalInterface
    interface Element<T> {
        T parse(String text) throws InvalidValueException;
    }

    private Lists() {}

    /** Elements that are written as their {@code toString} has them; spaces around a comma do not count. */
    static <T> ValueType<List<T>> of(boolean mayBeEmpty, Element<T> element) {
        return of(mayBeEmpty, new ValueType<T>() {
            @Override
            public T parse(String text) throws InvalidValueException {
                return element.parse(text);
            }

            @Override
            public String format(T value) {
                return value.toString();
            }
        });
    }

    /** Elements of another type; spaces around a comma do not count. */
    static <T> ValueType<List<T>> of(boolean mayBeEmpty, ValueType<T> element) {
        return new ValueType<>() {
            @Override
            public List<T> parse(String text) throws InvalidValueException {
                List<T> elements = new ArrayList<>();
                for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                    if (part.isBlank()) {
                        throw new InvalidValueException("has an empty element: '" + text + "'");
                    }
                    elements.add(element.parse(part.strip()));
                }
                return List.copyOf(elements);
            }

            @Override
            public String format(List<T> value) {
                return value.stream().map(element::format).collect(Collectors.joining(","));
            }

            @Override
            public boolean mayBeEmpty() {
                return mayBeEmpty;
            }
        };
    }
}
