package io.onesend.chat.cluster;

import io.onesend.chat.statistics.ClusterHost;

/** Writes and reads the line that a host has in the list of hosts: beat, state, address or {@code -}, and name, with spaces between. */
final class HostLine {

    private static final String UP = "up";
    private static final String DRAINING = "draining";
    private static final String NO_ADDRESS = "-";
    private static final int FIELDS = 4;

    private HostLine() {}

    static String write(ClusterHost host) {
        String address = host.address().isEmpty() ? NO_ADDRESS : host.address();
        return host.beat() + " " + (host.draining() ? DRAINING : UP) + " " + address + " " + host.name();
    }

    /** Reads a line; of one that another version has written, it makes a host without a name. */
    static ClusterHost read(String hid, String line) {
        String[] fields = line.split(" ", FIELDS);
        if (fields.length != FIELDS || !fields[0].matches("[0-9]{1,18}")) {
            return unknown(hid);
        }
        return new ClusterHost(
                hid,
                fields[3],
                fields[2].equals(NO_ADDRESS) ? "" : fields[2],
                fields[1].equals(DRAINING),
                Long.parseLong(fields[0]));
    }

    /** A host of which nothing but its id is known. */
    static ClusterHost unknown(String hid) {
        return new ClusterHost(hid, "", "", false, 0);
    }
}
