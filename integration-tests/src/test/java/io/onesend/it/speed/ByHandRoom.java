package io.onesend.it.speed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A room of the hand-written server: its users, and the group of their channels. I/O thread. */
class ByHandRoom {

    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<Channel, ByHandUser> users = new LinkedHashMap<>();

    /** In order of entry. */
    final Collection<ByHandUser> users() {
        return users.values();
    }

    /** Lets a user enter as soon as this room hears what is said in it: at once. */
    void whenHearing(Runnable enter) {
        enter.run();
    }

    final void enter(Channel channel, ByHandUser user) {
        writeToAll(ByHandPackets.newUser(channel.alloc(), user));
        users.put(channel, user);
        channels.add(channel);
    }

    final void leave(Channel channel, ByHandUser user) {
        users.remove(channel);
        channels.remove(channel);
        writeToAll(ByHandPackets.leftUser(channel.alloc(), user));
    }

    /** Encoded once: every member's channel gets a duplicate that shares the bytes, and this reference is released. */
    void writeToAll(ByteBuf packet) {
        channels.writeAndFlush(packet);
    }
}
