package io.onesend.load;

/**
 * How many bytes of UTF-8 a message has.
 *
 * @param least at least {@link #LEAST_BYTES}
 * @param most the same as {@code least} for a fixed size
 */
public record SizeRange(int least, int most) {

    /** The bytes that tell a message from all others. */
    public static final int LEAST_BYTES = 16;

    public SizeRange {
        if (least < LEAST_BYTES || most < least) {
            throw new IllegalArgumentException(
                    "a message has " + LEAST_BYTES + " bytes or more: " + least + ".." + most);
        }
    }

    /** The size of one message; always the same for the same arguments. */
    public int of(long seed, int sender, long sequence) {
        if (least == most) {
            return least;
        }
        long mixed = (seed * 31 + sender) * 0x9E3779B97F4A7C15L + sequence;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return least + (int) Math.floorMod(mixed ^ (mixed >>> 31), (long) most - least + 1);
    }
}
