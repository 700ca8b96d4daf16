package io.onesend.host.sampling;

import org.jspecify.annotations.Nullable;

/**
 * The server's numbers at one moment, and its rates since the sample before; names are those of the JSON answer.
 *
 * @param at milliseconds since 1970
 * @param users logged in
 * @param messagesPerSecond messages accepted from users
 * @param deliveriesPerSecond copies of messages offered to members of rooms
 * @param bytesInPerSecond of packets received
 * @param queuedBytes accepted for sending and not written yet
 * @param logicWaitMillis how long the logic thread let a task wait; null: there is no such thread
 * @param cpuPercent of one core
 * @param residentBytes null where the system does not tell
 */
public record Sample(
        long at,
        int sessions,
        long users,
        double messagesPerSecond,
        double deliveriesPerSecond,
        double bytesInPerSecond,
        double bytesOutPerSecond,
        long queuedBytes,
        @Nullable Double logicWaitMillis,
        double cpuPercent,
        long heapBytes,
        @Nullable Long residentBytes) {}
