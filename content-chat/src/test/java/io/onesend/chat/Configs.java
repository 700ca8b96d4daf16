package io.onesend.chat;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.config.ChatConfig.LoginThrottle;
import io.onesend.chat.config.ChatConfig.Rate;
import io.onesend.chat.config.ChatConfig.Rooms;
import io.onesend.chat.config.ClusterConfig;
import java.time.Duration;

/** The default configuration with one thing changed. */
public final class Configs {

    private static final ChatConfig D = ChatConfig.defaults();

    private Configs() {}

    public static ChatConfig login(LoginMode mode, boolean autoRegister) {
        return new ChatConfig(
                D.echo(),
                D.maxUsers(),
                D.loginTimeout(),
                mode,
                autoRegister,
                D.rooms(),
                D.rate(),
                D.unknownPackets(),
                D.loginThrottle());
    }

    public static ChatConfig maxUsers(int maxUsers) {
        return new ChatConfig(
                D.echo(),
                maxUsers,
                D.loginTimeout(),
                D.login(),
                false,
                D.rooms(),
                D.rate(),
                D.unknownPackets(),
                D.loginThrottle());
    }

    public static ChatConfig tokenAndMaxUsers(int maxUsers) {
        return new ChatConfig(
                D.echo(),
                maxUsers,
                D.loginTimeout(),
                LoginMode.TOKEN,
                false,
                D.rooms(),
                D.rate(),
                D.unknownPackets(),
                D.loginThrottle());
    }

    public static ChatConfig tokenAndThrottle(int perUser, int perAddress, Duration window) {
        return new ChatConfig(
                D.echo(),
                D.maxUsers(),
                D.loginTimeout(),
                LoginMode.TOKEN,
                false,
                D.rooms(),
                D.rate(),
                D.unknownPackets(),
                new LoginThrottle(perUser, perAddress, window));
    }

    public static ChatConfig loginTimeout(Duration timeout) {
        return new ChatConfig(
                D.echo(),
                D.maxUsers(),
                timeout,
                D.login(),
                false,
                D.rooms(),
                D.rate(),
                D.unknownPackets(),
                D.loginThrottle());
    }

    public static ChatConfig rooms(int first, int count, int maxUsers) {
        return new ChatConfig(
                D.echo(),
                D.maxUsers(),
                D.loginTimeout(),
                D.login(),
                false,
                new Rooms(first, count, maxUsers),
                D.rate(),
                D.unknownPackets(),
                D.loginThrottle());
    }

    public static ChatConfig rate(int messagesPerSecond, int burst) {
        return new ChatConfig(
                D.echo(),
                D.maxUsers(),
                D.loginTimeout(),
                D.login(),
                false,
                D.rooms(),
                new Rate(messagesPerSecond, burst),
                D.unknownPackets(),
                D.loginThrottle());
    }

    public static ChatConfig input(boolean echo, int unknownPackets) {
        return new ChatConfig(
                echo,
                D.maxUsers(),
                D.loginTimeout(),
                D.login(),
                false,
                D.rooms(),
                D.rate(),
                unknownPackets,
                D.loginThrottle());
    }

    public static ChatConfig throttle(int perUser, int perAddress, Duration window) {
        return new ChatConfig(
                D.echo(),
                D.maxUsers(),
                D.loginTimeout(),
                D.login(),
                false,
                D.rooms(),
                D.rate(),
                D.unknownPackets(),
                new LoginThrottle(perUser, perAddress, window));
    }

    /** A host of this name. */
    public static ClusterConfig cluster(String name, boolean kickOld) {
        return cluster(name, "", kickOld);
    }

    /** A host that clients reach at this address. */
    public static ClusterConfig clusterAt(String address) {
        return cluster("test", address, false);
    }

    private static ClusterConfig cluster(String name, String address, boolean kickOld) {
        ClusterConfig d = ClusterConfig.named(name);
        return new ClusterConfig(
                name,
                address,
                d.partitions(),
                d.channels(),
                d.lease(),
                d.acceptTimeout(),
                d.takeoverAfter(),
                kickOld,
                d.replicated(),
                d.replicas(),
                d.inFlight(),
                d.feedMaxPendingBytes(),
                d.repairMaxBytes(),
                d.history(),
                d.resume());
    }
}
