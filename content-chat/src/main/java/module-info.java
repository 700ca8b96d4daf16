/**
 * A chat server's content on {@code io.onesend.network}: packets, logins through Redis, users and rooms; and a client.
 *
 * <p>Nothing here uses {@code io.netty.handler} and {@code io.netty.resolver.dns}. Lettuce does, and cannot require them,
 * because it is an automatic module.
 */
@SuppressWarnings("requires-automatic")
module io.onesend.chat {
    requires de.mkammerer.argon2.nolibs;
    requires io.netty.handler;
    requires io.netty.resolver.dns;
    requires lettuce.core;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires reactor.core;
    requires static transitive org.jspecify;
    requires transitive io.onesend.network;

    exports io.onesend.chat;
    exports io.onesend.chat.admin;
    exports io.onesend.chat.ban;
    exports io.onesend.chat.config;
    exports io.onesend.chat.login;
    exports io.onesend.chat.packet;
    exports io.onesend.chat.redis;
    exports io.onesend.chat.statistics;
    exports io.onesend.chat.user;
}
