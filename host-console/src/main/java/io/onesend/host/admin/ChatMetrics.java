package io.onesend.host.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.onesend.chat.statistics.ChatStatistics;
import java.util.function.Supplier;

/** The table of the chat's metrics; Prometheus shows the dots as underscores and adds {@code _total} to counters. */
final class ChatMetrics {

    private ChatMetrics() {}

    /** Registers the meters; returns what to run before each scrape. */
    static Runnable bind(MeterRegistry registry, Supplier<ChatStatistics> statistics) {
        Readings<ChatStatistics> table = new Readings<>(registry, statistics);
        table.gauge("onesend.chat.users", "users logged in now", ChatStatistics::users);
        table.gauge("onesend.chat.rooms.in.use", "rooms with somebody in them", ChatStatistics::roomsInUse);
        table.counter("onesend.chat.messages", "messages accepted", ChatStatistics::messages);
        table.counter("onesend.chat.deliveries", "copies of messages offered to members", ChatStatistics::deliveries);
        table.counter("onesend.chat.unknown.packets", "packets with an unknown id", ChatStatistics::unknownPackets);
        table.counter(
                "onesend.chat.rate.limited.messages",
                "messages refused because they came too fast",
                ChatStatistics::rateLimited);
        return () -> {
            table.refresh();
            table.counters("onesend.chat.logins", "result", "logins answered, by result", ChatStatistics::logins);
        };
    }
}
