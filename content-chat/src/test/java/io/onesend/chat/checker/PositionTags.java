package io.onesend.chat.checker;

import io.onesend.chat.packet.RoomPositionNotify;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The tags of the positions that clients are told, computed from a stream by other means than the hosts and Redis do it. */
public final class PositionTags {

    private static final BigInteger TWO_32 = BigInteger.ONE.shiftLeft(32);
    private static final BigInteger FIRST_PRIME = BigInteger.valueOf((1 << 26) - 5);
    private static final BigInteger SECOND_PRIME = BigInteger.valueOf((1 << 26) - 27);
    private static final BigInteger FIRST_FACTOR = BigInteger.valueOf(48_271);
    private static final BigInteger SECOND_FACTOR = BigInteger.valueOf(69_621);

    private PositionTags() {}

    /** The tag of the position behind each of these entries; they are all of a room from its first on. */
    public static List<Long> of(List<RoomStream.Entry> entries) {
        List<Long> tags = new ArrayList<>();
        BigInteger first = BigInteger.ZERO;
        BigInteger second = BigInteger.ZERO;
        for (RoomStream.Entry entry : entries) {
            double nearest = new BigInteger(entry.tag()).doubleValue();
            BigInteger[] parts = new BigDecimal(nearest).toBigIntegerExact().divideAndRemainder(TWO_32);
            first = first.multiply(FIRST_FACTOR).add(parts[0]).mod(FIRST_PRIME);
            second = second.multiply(SECOND_FACTOR).add(parts[1]).mod(SECOND_PRIME);
            tags.add(first.shiftLeft(26).or(second).longValueExact());
        }
        return tags;
    }

    /**
     * The tag of a position that a client was told. While events may still come again that it has heard already, a host tells the
     * complement: nobody can resume from there, but the place in the stream is the same.
     */
    static long toldBy(RoomPositionNotify position) {
        return position.tag() < 0 ? ~position.tag() : position.tag();
    }
}
