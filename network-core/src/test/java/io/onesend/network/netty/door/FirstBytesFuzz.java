package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.onesend.network.netty.door.FirstBytes.Wanted;
import java.util.function.Function;

/** Looks at any bytes as they arrive one by one: the first decision is the last, and comes soon. */
class FirstBytesFuzz {

    /** The first byte chooses which doors are wanted. */
    @FuzzTest(maxDuration = "1m")
    void decideOnceAndSoon(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Wanted wanted = new Wanted((input[0] & 1) != 0, (input[0] & 2) != 0, (input[0] & 4) != 0);
        check(input, length -> FirstBytes.of(Unpooled.wrappedBuffer(input, 1, length), wanted));
        check(input, length -> FirstBytes.ofProxy(Unpooled.wrappedBuffer(input, 1, length)));
    }

    private static void check(byte[] input, Function<Integer, FirstBytes> look) {
        FirstBytes decided = FirstBytes.MORE;
        for (int length = 1; length < input.length && length < 64; length++) {
            FirstBytes now = look.apply(length);
            if (decided != FirstBytes.MORE) {
                assertThat(now).isEqualTo(decided);
            } else if (now == FirstBytes.MORE) {
                assertThat(length).isLessThanOrEqualTo(FirstBytes.MOST_UNDECIDED);
            }
            decided = now;
        }
    }
}
