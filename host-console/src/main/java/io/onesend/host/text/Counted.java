package io.onesend.host.text;

/** A number with what it counts, as people write it: {@code 1 session}, {@code 2 sessions}. */
public final class Counted {

    private Counted() {}

    public static String of(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
