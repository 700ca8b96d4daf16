package io.onesend.chat.login;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.onesend.network.logic.AnyThread;
import reactor.core.publisher.Flux;

/** Nobody listens to the client's events, and Lettuce's own bus starts Reactor and its schedulers to carry them. */
@AnyThread
final class NoEvents implements EventBus {

    @Override
    public Flux<Event> get() {
        return Flux.empty();
    }

    @Override
    public void publish(Event event) {}
}
