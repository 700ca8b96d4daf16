package io.onesend.chat.statistics;

import java.util.OptionalInt;

/**
 * Where in the cluster a user is.
 *
 * @param host which has the session; only its id is known if it has left the list of hosts
 * @param answered whether that host has said where the user is
 * @param room the user's room; empty if the user is in none, or if the host has not answered
 */
public record Whereabouts(String userId, ClusterHost host, boolean answered, OptionalInt room) {}
