package io.onesend.host.server;

import io.onesend.host.text.HostPort;
import io.onesend.network.CidrBlock;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.ProxySettings;
import io.onesend.network.TlsSettings;
import io.onesend.network.WebSocketSettings;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start who is let in at the port. */
final class DoorLog {

    private static final Logger LOG = LoggerFactory.getLogger(DoorLog.class);

    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");

    private DoorLog() {}

    static void log(Doors doors) {
        LOG.info("doors: {}", describe(doors));
        if (doors.has(Door.WEBSOCKET) && doors.webSocket().origins().contains(WebSocketSettings.ANY_ORIGIN)) {
            LOG.warn("network.websocket.origins: any lets every page of the web connect from its visitors' browsers");
        }
    }

    /** Says where a browser finds the page to chat from. */
    static void logPage(Doors doors, String host, int port) {
        String scheme = doors.haveTls() ? "https" : "http";
        String name = ANY_ADDRESS.contains(host) ? "localhost" : host;
        LOG.info("page on {}://{}", scheme, HostPort.of(name, port));
    }

    static String describe(Doors doors) {
        return names(doors) + "; " + encryption(doors.tls()) + proxies(doors.proxy());
    }

    private static String names(Doors doors) {
        return doors.open().stream()
                .map(door -> door == Door.WEBSOCKET
                        ? door.label() + " at " + doors.webSocket().path()
                        : door.label())
                .collect(Collectors.joining(", "));
    }

    private static String encryption(TlsSettings settings) {
        return switch (settings.mode()) {
            case NONE -> "no TLS: logins and messages travel unencrypted";
            case ALLOWED -> "TLS for clients that begin with it";
            case REQUIRED -> "with TLS alone";
        };
    }

    private static String proxies(ProxySettings settings) {
        if (settings.trusted().isEmpty()) {
            return "";
        }
        String header = settings.header() == ProxySettings.Header.PROXY_PROTOCOL
                ? "a header of the PROXY protocol"
                : "X-Forwarded-For";
        return "; behind proxies at "
                + settings.trusted().stream().map(CidrBlock::toString).collect(Collectors.joining(", ")) + ", with "
                + header;
    }
}
