package io.onesend.host.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the admin port is, and who may use it.
 *
 * @param port 0: any free port
 * @param tokenFile absolute
 * @param ownTokenFile whether the file is the host's own, which it makes at its first start
 * @param hosts names that requests may call this server by, besides IP addresses and {@code localhost}
 * @param tls whether the port speaks TLS alone, with the certificate of the chat's port
 */
public record AdminConfig(
        boolean enabled, String host, int port, Path tokenFile, boolean ownTokenFile, List<String> hosts, boolean tls) {

    public AdminConfig {
        hosts = List.copyOf(hosts);
    }
}
