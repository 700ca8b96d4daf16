package io.onesend.chat.statistics;

/**
 * A host of the cluster, as it describes itself.
 *
 * @param hid its id, drawn at its start
 * @param name for operators
 * @param address where clients reach it; empty: no client is sent there
 * @param draining it takes no more logins, and will stop
 * @param beat how often it has said so
 */
public record ClusterHost(String hid, String name, String address, boolean draining, long beat) {}
