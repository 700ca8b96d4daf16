package io.onesend.host.config;

/**
 * Two values of one type, from one to the other.
 *
 * @param most the same as {@code least} where there is nothing to choose
 */
public record ValueRange<T>(T least, T most) {

    /** Written {@code 1s..5s}, or as one value. */
    public static <T extends Comparable<T>> ValueType<ValueRange<T>> of(ValueType<T> type) {
        return new ValueType<>() {
            @Override
            public ValueRange<T> parse(String text) throws InvalidValueException {
                int dots = text.indexOf("..");
                if (dots < 0) {
                    T value = type.parse(text);
                    return new ValueRange<>(value, value);
                }
                ValueRange<T> range =
                        new ValueRange<>(type.parse(text.substring(0, dots)), type.parse(text.substring(dots + 2)));
                if (range.least.compareTo(range.most) > 0) {
                    throw new InvalidValueException("goes down: '" + text + "'; the lower end comes first");
                }
                return range;
            }

            @Override
            public String format(ValueRange<T> range) {
                String least = type.format(range.least);
                return range.least.equals(range.most) ? least : least + ".." + type.format(range.most);
            }
        };
    }
}
