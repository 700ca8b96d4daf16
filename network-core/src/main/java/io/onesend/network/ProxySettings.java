package io.onesend.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The proxies in front of a port, which tell the addresses of their clients. From anywhere else such a header is not looked at.
 *
 * @param trusted the addresses of the proxies; empty: there is none
 * @param header how they tell the address
 */
public record ProxySettings(List<CidrBlock> trusted, Header header) {

    /** How a proxy tells the address of its client. */
    public enum Header {
        /** A PROXY protocol header of version 1 or 2 in front of all else. A connection of a trusted proxy without one is hung up on. */
        PROXY_PROTOCOL,
        /** The header field X-Forwarded-For of a WebSocket's upgrade request. */
        X_FORWARDED_FOR
    }

    /** No proxy. */
    public static final ProxySettings NONE = new ProxySettings(List.of(), Header.PROXY_PROTOCOL);

    /**
     * Takes a copy of the list.
     *
     * @param trusted the addresses of the proxies; empty: there is none
     * @param header how they tell the address
     */
    public ProxySettings {
        trusted = List.copyOf(trusted);
        Objects.requireNonNull(header);
    }

    /**
     * Proxies that send a header of the PROXY protocol.
     *
     * @param trusted their addresses in CIDR notation: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 127.0.0.1}
     * @return trusts these alone
     * @throws IllegalArgumentException if one is no such block
     */
    public static ProxySettings proxyProtocol(String... trusted) {
        return new ProxySettings(Stream.of(trusted).map(CidrBlock::parse).toList(), Header.PROXY_PROTOCOL);
    }

    /**
     * Whether an address is one of the proxies'.
     *
     * @param address of a socket; one without an IP address is not trusted
     * @return whether what it tells is believed
     */
    public boolean trusts(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null && trusts(inet.getAddress());
    }

    /**
     * Whether an address is one of the proxies'.
     *
     * @param address IPv4 or IPv6
     * @return whether what it tells is believed
     */
    public boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}
