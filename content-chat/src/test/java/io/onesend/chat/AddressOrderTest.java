package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressOrderTest {

    private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("one.example", 1);
    private static final InetSocketAddress TWO = InetSocketAddress.createUnresolved("two.example", 2);
    private static final InetSocketAddress ELSEWHERE = InetSocketAddress.createUnresolved("elsewhere.example", 3);

    private final AddressOrder order = new AddressOrder(List.of(ONE, TWO));

    @Test
    void takesTurns() {
        assertThat(List.of(order.next(), order.next(), order.next())).containsExactly(ONE, TWO, ONE);
    }

    @Test
    void putsOneFirstOnce() {
        order.next();
        order.tryFirst(ELSEWHERE);
        assertThat(List.of(order.next(), order.next(), order.next())).containsExactly(ELSEWHERE, TWO, ONE);
    }
}
