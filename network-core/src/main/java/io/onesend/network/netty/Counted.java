package io.onesend.network.netty;

/** Formats a number with its unit, singular or plural: {@code 1 packet}, {@code 2 packets}. */
final class Counted {

    private Counted() {}

    static String of(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
