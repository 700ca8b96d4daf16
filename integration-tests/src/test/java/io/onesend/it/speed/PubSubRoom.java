package io.onesend.it.speed;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A room of which other servers have members too: what is said in it is heard by the channel of Redis, here as well. */
final class PubSubRoom extends ByHandRoom {

    private final int number;
    private final RedisChannels channels;
    private final List<Runnable> entering = new ArrayList<>();
    private boolean hears;

    PubSubRoom(int number, RedisChannels channels) {
        this.number = number;
        this.channels = channels;
    }

    @Override
    void whenHearing(Runnable enter) {
        if (hears) {
            enter.run();
        } else {
            entering.add(enter);
        }
    }

    /** Redis has confirmed the subscription. */
    void subscribed() {
        hears = true;
        entering.forEach(Runnable::run);
        entering.clear();
    }

    /** To all members on all servers. */
    @Override
    void writeToAll(ByteBuf packet) {
        channels.publish(number, packet);
    }

    /** A packet of one of the servers. Takes the reference. */
    void heard(ByteBuf packet) {
        super.writeToAll(packet);
    }
}
