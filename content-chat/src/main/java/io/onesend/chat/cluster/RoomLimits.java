package io.onesend.chat.cluster;

import java.time.Duration;

/**
 * What all hosts of a cluster agree on for their rooms.
 *
 * @param maxUsers members of a room, on all hosts together
 * @param historyEntries events of a room that are kept at least
 * @param historyKeep how long a room without members is remembered
 */
record RoomLimits(int maxUsers, int historyEntries, Duration historyKeep) {}
