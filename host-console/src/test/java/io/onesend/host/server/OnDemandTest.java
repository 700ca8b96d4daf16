package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnDemandTest {

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final OnDemand<Object> part = new OnDemand<>(
            () -> {
                made.incrementAndGet();
                return new Object();
            },
            gone -> closed.incrementAndGet());

    @Test
    void isMadeOnceAndClosed() {
        assertThat(made).hasValue(0);
        assertThat(part.get()).isSameAs(part.get());
        assertThat(made).hasValue(1);

        part.close();
        assertThat(closed).hasValue(1);
        assertThatThrownBy(part::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotMadeToBeClosed() {
        part.close();

        assertThat(made).hasValue(0);
        assertThat(closed).hasValue(0);
    }
}
