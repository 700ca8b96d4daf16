package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries each transport of this system on loopback. */
final class TransportCheck implements Check {

    private static final String FORBIDDEN =
            "'sysctl kernel.io_uring_disabled' shows whether the kernel forbids it, and containers do by their seccomp"
                    + " profile";

    private final List<Transport> transports;

    TransportCheck() {
        this(ofSystem(System.getProperty("os.name")));
    }

    TransportCheck(List<Transport> transports) {
        this.transports = List.copyOf(transports);
    }

    private static List<Transport> ofSystem(String name) {
        if (name.equals("Linux")) {
            return List.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO);
        }
        return name.startsWith("Mac") ? List.of(Transport.KQUEUE, Transport.NIO) : List.of(Transport.NIO);
    }

    @Override
    public List<Finding> look(HostConfig config) {
        Transport wanted = config.network().transport();
        List<Finding> findings = new ArrayList<>();
        for (Transport transport : transports) {
            Optional<String> obstacle = NetworkServer.tryTransport(transport);
            findings.add(finding(transport, wanted, obstacle));
        }
        if (wanted != Transport.AUTO && !transports.contains(wanted)) {
            findings.add(Finding.bad(
                    "transport",
                    wanted.configName() + " is for another system",
                    "one of those above",
                    "set network.transport to auto"));
        }
        return findings;
    }

    private static Finding finding(Transport transport, Transport wanted, Optional<String> obstacle) {
        String name = transport.configName();
        if (obstacle.isEmpty()) {
            return Finding.good("transport", name + " works");
        }
        String found = name + " does not work: " + obstacle.get();
        if (transport == wanted) {
            return Finding.bad("transport", found, "network.transport: " + name, "set network.transport to auto");
        }
        return transport == Transport.IO_URING
                ? Finding.note("transport", found, "the fastest transport", FORBIDDEN)
                : Finding.note("transport", found, "", "");
    }
}
