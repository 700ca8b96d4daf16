package io.onesend.chat.login;

import io.onesend.chat.config.ChatConfig.LoginThrottle;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Recent failed logins, by user id and by address, in two tables: a flood of invented ids must not push out the addresses. Only a
 * wrong password counts, so a thousand users behind one address get in.
 */
@LogicThread
final class LoginFailures {

    /** Half of an IPv6 address: its owner can choose the other half anew for every attempt. */
    private static final int ADDRESS_BYTES = 8;

    private final OwningThread owner = new OwningThread();
    private final FailureTable byUser;
    private final FailureTable byAddress;

    LoginFailures(LoginThrottle throttle, LongSupplier nanoTime) {
        byUser = new FailureTable(throttle.failuresPerUser(), throttle.window(), nanoTime);
        byAddress = new FailureTable(throttle.failuresPerAddress(), throttle.window(), nanoTime);
    }

    void change(LoginThrottle throttle) {
        assert owner.isCurrent();
        byUser.change(throttle.failuresPerUser(), throttle.window());
        byAddress.change(throttle.failuresPerAddress(), throttle.window());
    }

    boolean tooMany(String userId, SocketAddress address) {
        assert owner.isCurrent();
        return byUser.isAtLimit(userId) || byAddress.isAtLimit(networkOf(address));
    }

    void count(String userId, SocketAddress address) {
        assert owner.isCurrent();
        byUser.count(userId);
        byAddress.count(networkOf(address));
    }

    private static Object networkOf(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            byte[] bytes = inet.getAddress().getAddress();
            return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(bytes.length, ADDRESS_BYTES)));
        }
        return address;
    }
}
