package io.onesend.host.doctor;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.host.config.HostConfig;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.StopSignal;
import io.onesend.host.server.AccountConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks Redis what a login would ask; of the embedded one, which runs with the server alone, only the folder is looked at. */
final class RedisCheck implements Check {

    private static final String WHAT = "redis";
    private static final long LEAST_FREE_MEBIBYTES = 100;

    private final StopSignal stop;

    RedisCheck(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public List<Finding> look(HostConfig config) {
        return config.redis().embedded() ? List.of(embedded(config.redis().dataDir())) : own(config);
    }

    private List<Finding> own(HostConfig config) {
        RedisConfig redis = config.redis();
        try (AccountStore accounts = AccountConnector.connect(redis.settingsFor(redis.uri()), stop)) {
            AccountConnector.await(accounts.checkLogins(config.chat()), stop);
            AccountConnector.await(accounts.checkKeys(config.chat()), stop);
            Finding answers = Finding.good(WHAT, redis.maskedUri() + " answers what logins ask");
            return List.of(answers, RedisClock.compare(() -> AccountConnector.await(accounts.time(), stop)));
        } catch (AccountStoreException failed) {
            String why = String.valueOf(failed.getMessage());
            return List.of(Finding.bad(WHAT, why, "an answer from " + redis.maskedUri(), advice(why)));
        }
    }

    private static String advice(String why) {
        if (why.contains("NOAUTH") || why.contains("WRONGPASS") || why.contains("invalid username-password")) {
            return "write the password in redis.uri: redis://:PASSWORD@HOST:PORT";
        }
        if (why.contains("NOPERM")) {
            return "allow the user of redis.uri the commands and keys that the message names, with ACL SETUSER";
        }
        return "start Redis there, or set redis.uri to where it is; 'redis-cli -u URI ping' tries an address";
    }

    /** The folder itself, or the first above it that is there. */
    private static Path nearestFolder(Path folder) {
        @Nullable Path above = folder.getParent();
        return above == null || Files.isDirectory(folder) ? folder : nearestFolder(above);
    }

    private static Finding embedded(Path dataDir) {
        Path existing = nearestFolder(dataDir);
        if (!Files.isWritable(existing)) {
            return Finding.bad(
                    WHAT,
                    "the embedded Redis cannot keep its data in " + dataDir + ": " + existing + " is not writable",
                    "a folder of the user that runs the server",
                    "set redis.data-dir, or type: chown " + System.getProperty("user.name") + " " + existing);
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace() >> 20;
            return free < LEAST_FREE_MEBIBYTES
                    ? Finding.bad(
                            WHAT,
                            "the disk of " + dataDir + " has " + free + " MiB left",
                            LEAST_FREE_MEBIBYTES + " MiB",
                            "make space there, or set redis.data-dir to another disk")
                    : Finding.good(WHAT, "embedded, with its data in " + dataDir);
        } catch (IOException unknown) {
            return Finding.note(WHAT, "the disk of " + dataDir + " does not tell its space", "", "");
        }
    }
}
