package io.onesend.host.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private long now = Long.MAX_VALUE - 1_000;
    private final Guesses guesses = new Guesses(() -> now);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void wrong(String address, int times) {
        for (int i = 0; i < times; i++) {
            guesses.wrong(address(address));
        }
    }

    @Test
    void theFifthOfAMinuteIsTheLast() {
        wrong("192.0.2.1", 4);
        assertThat(guesses.waitOf(address("192.0.2.1"))).isZero();
        wrong("192.0.2.1", 1);

        assertThat(guesses.waitOf(address("192.0.2.1"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(guesses.waitOf(address("192.0.2.2"))).isZero();
    }

    @Test
    void theMinuteBeginsWithTheFirstOfThem() {
        wrong("192.0.2.1", 1);
        now += Duration.ofSeconds(59).toNanos();
        wrong("192.0.2.1", 4);
        assertThat(guesses.waitOf(address("192.0.2.1"))).isEqualTo(Duration.ofSeconds(1));
        now += Duration.ofSeconds(1).toNanos();

        assertThat(guesses.waitOf(address("192.0.2.1"))).isZero();
        wrong("192.0.2.1", 4);
        assertThat(guesses.waitOf(address("192.0.2.1"))).isZero();
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        wrong("2001:db8::1", 3);
        wrong("2001:db8::ffff:1", 2);

        assertThat(guesses.waitOf(address("2001:db8::2"))).isPositive();
        assertThat(guesses.waitOf(address("2001:db8:0:1::2"))).isZero();
    }

    @Test
    void theAddressThatBeganFirstGivesWay() {
        wrong("192.0.2.1", 5);
        for (int i = 0; i < Guesses.MOST_ADDRESSES; i++) {
            wrong("10.0." + i / 256 + "." + i % 256, 5);
        }

        assertThat(guesses.addresses()).isEqualTo(Guesses.MOST_ADDRESSES);
        assertThat(guesses.waitOf(address("192.0.2.1"))).isZero();
        assertThat(guesses.waitOf(address("10.0.0.0"))).isPositive();
    }
}
