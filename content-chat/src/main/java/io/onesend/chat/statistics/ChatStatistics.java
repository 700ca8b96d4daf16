package io.onesend.chat.statistics;

import java.util.Map;

/**
 * A chat server's numbers at one moment; totals count from its start.
 *
 * @param users logged in now
 * @param roomsInUse rooms with a user of this host in them now
 * @param logins answered logins by the name of their result; every result a login can have is there
 * @param messages chat messages accepted from users of this host
 * @param deliveries chat messages offered to a receiver, one for each of the room's members on this host
 * @param unknownPackets packets with an id that the protocol does not have, or that is not a client's
 * @param rateLimited chat messages refused for coming too fast
 */
public record ChatStatistics(
        long users,
        long roomsInUse,
        Map<String, Long> logins,
        long messages,
        long deliveries,
        long unknownPackets,
        long rateLimited) {}
