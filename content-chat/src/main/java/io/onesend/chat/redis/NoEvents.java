package io.onesend.chat.redis;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.onesend.network.logic.AnyThread;
import reactor.core.publisher.Flux;

/**
 * An event bus that drops everything: nobody listens to the client's events, and Lettuce's own bus would start Reactor and its
 * schedulers.
 */
@AnyThread
final class NoEvents implements EventBus {

    @Override
    public Flux<Event> get() {
        return Flux.empty();
    }

    @Override
    public void publish(Event event) {}
}
