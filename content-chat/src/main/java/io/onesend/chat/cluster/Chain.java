package io.onesend.chat.cluster;

import java.math.BigInteger;

/**
 * The chain of a room: a number that takes in the tag of each event, in their order. Two histories with the same chain have the same
 * events in the same order, but for a chance of one in 2<sup>52</sup>. So a place in a history together with its chain proves all
 * that came before; an offset and the tag of its event prove this one event alone.
 *
 * <p>It is no protection against hosts: whoever may choose tags can make two histories with the same chain. {@code onesend1.lua}
 * computes the same in Lua, whose numbers are doubles: so a tag counts as the double next to it, and the halves of the chain are
 * numbers modulo a prime each.
 */
final class Chain {

    /** Before the first event. */
    static final long START = 0;

    private static final int BITS = 26;
    private static final long LOW_MASK = (1L << BITS) - 1;
    private static final double TWO_32 = 0x1p32;

    private static final Half FIRST = Half.of(48_271, 67_108_859);
    private static final Half SECOND = Half.of(69_621, 67_108_837);

    private Chain() {}

    /** The chain behind the event with a tag. */
    static long after(long chain, long tag) {
        double whole = asUnsigned(tag);
        long high = (long) (whole / TWO_32);
        long low = (long) (whole - high * TWO_32);
        return (FIRST.after(chain >>> BITS, high) << BITS) | SECOND.after(chain & LOW_MASK, low);
    }

    /** The chain before the event with a tag, from that behind it. */
    static long before(long chain, long tag) {
        double whole = asUnsigned(tag);
        long high = (long) (whole / TWO_32);
        long low = (long) (whole - high * TWO_32);
        return (FIRST.before(chain >>> BITS, high) << BITS) | SECOND.before(chain & LOW_MASK, low);
    }

    /** The nearest double, as Lua reads the tag's digits. */
    private static double asUnsigned(long tag) {
        return tag >= 0 ? (double) tag : (double) ((tag >>> 1) | (tag & 1)) * 2;
    }

    /** A number below 2<sup>26</sup> that is multiplied and added to, modulo a prime. */
    private record Half(long factor, long prime, long inverse) {

        static Half of(long factor, long prime) {
            long inverse = BigInteger.valueOf(factor)
                    .modInverse(BigInteger.valueOf(prime))
                    .longValueExact();
            return new Half(factor, prime, inverse);
        }

        long after(long half, long part) {
            return (half * factor + part) % prime;
        }

        long before(long half, long part) {
            return Math.floorMod(half - part, prime) * inverse % prime;
        }
    }
}
