package io.onesend.host.process;

import io.onesend.chat.login.AccountStoreException;
import io.onesend.host.config.ConfigException;
import io.onesend.host.redis.DataDirInUseException;
import io.onesend.host.redis.RedisStartException;
import io.onesend.network.BindFailedException;
import io.onesend.network.NetworkException;

/** The exit statuses of the process. Scripts rely on the numbers. */
public final class ExitStatus {

    public static final int STOPPED_AS_ASKED = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int REDIS_UNREACHABLE = 69;
    public static final int CANNOT_BIND = 71;
    public static final int CONFIGURATION_ERROR = 78;

    private ExitStatus() {}

    public static int of(Throwable failure) {
        if (failure instanceof ConfigException) {
            return CONFIGURATION_ERROR;
        }
        if (failure instanceof BindFailedException) {
            return CANNOT_BIND;
        }
        if (failure instanceof AccountStoreException || failure instanceof RedisStartException) {
            return REDIS_UNREACHABLE;
        }
        return FAILED;
    }

    /** Whether the failure's message is enough; any other failure is a defect, and its stack trace is needed. */
    public static boolean isExpected(Throwable failure) {
        return failure instanceof ConfigException
                || failure instanceof NetworkException
                || failure instanceof AccountStoreException
                || failure instanceof RedisStartException
                || failure instanceof DataDirInUseException
                || failure instanceof CommandFailedException;
    }
}
