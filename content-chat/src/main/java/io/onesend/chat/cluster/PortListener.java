package io.onesend.chat.cluster;

import io.onesend.network.logic.LogicThread;

/** Hears what happens on the links of a {@link RedisPort}. */
@LogicThread
public interface PortListener {

    /** The link of a partition is up, its Redis has the functions, and no feed is subscribed to yet. */
    void up(int partition);

    /**
     * The link of a partition is gone.
     *
     * @param why in words, for a log line
     */
    void down(int partition, String why);

    /** A feed is listened to from now on. */
    void subscribed(int partition, int channel);

    /** A message of a feed, whole; the array is the listener's own. */
    void message(int partition, int channel, byte[] message);

    /** A message on a channel given to {@link RedisPort#listen}. */
    void heard(String channel, byte[] message);
}
