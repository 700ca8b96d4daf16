package io.onesend.chat.misplaced;

import io.lettuce.core.RedisClient;
import io.netty.channel.Channel;
import java.util.logging.Logger;

/** Breaks most rules of the layers, for the test that shows that the rules can fail. Never run, never shipped. */
public final class EverythingWrong {

    private EverythingWrong() {}

    public static void touchWhatIsNotOurs(Channel channel, RedisClient redis) {
        Logger.getLogger(channel.id().asShortText()).info(redis.toString());
        io.onesend.host.WrongHost.greet();
        System.exit(1);
    }
}
