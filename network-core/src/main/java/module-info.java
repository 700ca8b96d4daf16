/**
 * Sessions over TCP: a server, a client, packets, and the logic loop that callbacks run on. Netty stays inside.
 *
 * <p>The modules with Netty's native libraries are optional. A program on the module path adds those of its platform, for
 * instance with {@code --add-modules ALL-MODULE-PATH}; without them the transport is NIO.
 */
@SuppressWarnings({"module", "requires-automatic"})
module io.onesend.network {
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.resolver;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.classes.kqueue;
    requires io.netty.transport.unix.common;
    requires java.management;
    requires jdk.jfr;
    requires jdk.management;
    requires jdk.net;
    requires org.jctools.core;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static io.netty.codec;
    requires static io.netty.codec.haproxy;
    requires static io.netty.codec.http;
    requires static io.netty.handler;
    requires static micrometer.core;

    exports io.onesend.network;
    exports io.onesend.network.logic;
    exports io.onesend.network.metrics;
    exports io.onesend.network.packet;
    exports io.onesend.network.log to
            io.onesend.chat;
}
