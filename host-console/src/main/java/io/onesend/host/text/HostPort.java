package io.onesend.host.text;

import java.net.InetSocketAddress;

/** How an address is written in logs and pages, ready to be used again: {@code 127.0.0.1:11021}, {@code [::1]:11021}. */
public final class HostPort {

    private HostPort() {}

    public static String of(InetSocketAddress address) {
        return of(address.getHostString(), address.getPort());
    }

    public static String of(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
