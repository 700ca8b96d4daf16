package io.onesend.host.sampling;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.network.NetworkStatistics;

/**
 * The counts of the server that samples are made from; those of messages, deliveries and bytes are totals since the start.
 *
 * @param users logged in
 * @param queuedBytes accepted for sending and not written yet
 */
record ServerCounts(
        int sessions, long users, long messages, long deliveries, long bytesIn, long bytesOut, long queuedBytes) {

    static ServerCounts of(NetworkStatistics network, ChatStatistics chat) {
        return new ServerCounts(
                network.sessions(),
                chat.users(),
                chat.messages(),
                chat.deliveries(),
                network.bytesIn(),
                network.bytesOut(),
                network.queuedBytes());
    }
}
