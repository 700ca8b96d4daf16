package io.onesend.it.speed.doors;

import io.onesend.chat.ChatServer;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.redis.RedisAccountStore;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.it.speed.ServerJvm;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A chat server with a port that has the plain door alone, and one that looks at first bytes as the product's does. Both are of one
 * process, so that they differ in nothing else. It prints the first port, the second one when it is asked, and ends with its standard
 * input.
 */
final class TwoPorts {

    /** Enough for members who come again and again. */
    static final int ROOMS = 10_000;

    private static final int MEMBERS = 1_000;

    private static final Duration REDIS_ANSWERS_WITHIN = Duration.ofSeconds(3);

    private TwoPorts() {}

    /** Arguments: the transport, and where the users' passwords are. */
    public static void main(String[] args) throws IOException {
        RedisSettings redis = new RedisSettings(args[1], REDIS_ANSWERS_WITHIN, "onesend:");
        ChatServer chat = new ChatServer(chat(), RedisAccountStore.connect(redis));
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(Transport.valueOf(args[0]))
                .ioThreads(1)
                .idleTimeout(Duration.ZERO)
                .maxSessionsPerAddress(0)
                .build();
        NetworkServer server = NetworkServer.start(
                config,
                Logic.on(LogicLoop.start("chat-logic")),
                List.of(port(chat, Doors.PLAIN), port(chat, Doors.of(Door.PLAIN, Door.WEBSOCKET))));
        List<Integer> ports = server.addresses().stream()
                .map(address -> ((InetSocketAddress) address).getPort())
                .toList();
        System.out.println(ports.get(0));
        System.in.read();
        ServerJvm.serve(ports.get(1));
    }

    private static Endpoint<ClientPacket> port(ChatServer chat, Doors doors) {
        return Endpoint.<ClientPacket>builder(chat.registry(), chat.listener())
                .addressFilter(chat.bans())
                .doors(doors)
                .build();
    }

    /** As {@code ProductLaunch} configures the product. */
    private static ChatConfig chat() {
        ChatConfig usual = ChatConfig.defaults();
        return new ChatConfig(
                usual.echo(),
                usual.maxUsers(),
                usual.loginTimeout(),
                LoginMode.PLAINTEXT,
                false,
                new ChatConfig.Rooms(0, ROOMS, MEMBERS),
                new ChatConfig.Rate(0, 0),
                usual.unknownPackets(),
                usual.loginThrottle());
    }
}
