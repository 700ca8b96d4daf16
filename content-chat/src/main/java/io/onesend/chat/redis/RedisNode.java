package io.onesend.chat.redis;

/** A Redis server, by its address. */
record RedisNode(String host, int port) {

    /** The one whose address is in the configured URI. */
    static final RedisNode CONFIGURED = new RedisNode("", 0);

    /**
     * Reads {@code host:port}, with brackets around an IPv6 address.
     *
     * @throws IllegalArgumentException if it is none
     */
    static RedisNode parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("not host:port: " + address);
        }
        return new RedisNode(host, Integer.parseInt(address.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
