package io.onesend.network.log;

/** A number with what it counts, as people write it: {@code 1 session}, {@code 2 sessions}. */
public final class Counted {

    private Counted() {}

    /**
     * Writes a number and its unit.
     *
     * @param number how many
     * @param singular the unit of one; the plural adds an s
     * @return the unit in the singular if the number is 1
     */
    public static String of(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
