package io.onesend.network.netty;

/** A number with what it counts, as people write it: {@code 1 packet}, {@code 2 packets}. */
final class Counted {

    private Counted() {}

    static String of(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }
}
