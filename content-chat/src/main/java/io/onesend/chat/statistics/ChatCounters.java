package io.onesend.chat.statistics;

import io.onesend.chat.packet.ResultCode;
import io.onesend.network.logic.AnyThread;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The only part of the content that other threads read: counted on the logic thread, read on any. Numbers read together may be a
 * few packets apart.
 */
@AnyThread
public final class ChatCounters {

    private static final Set<ResultCode> LOGIN_RESULTS = EnumSet.of(
            ResultCode.NONE,
            ResultCode.LOGIN_USER_ALREADY,
            ResultCode.LOGIN_USER_USED_ALL_OBJ,
            ResultCode.LOGIN_USER_INVALID_PW,
            ResultCode.LOGIN_USER_INVALID_ID,
            ResultCode.LOGIN_BACKEND_UNAVAILABLE,
            ResultCode.LOGIN_TOO_MANY_ATTEMPTS);

    private final LongAdder users = new LongAdder();
    private final LongAdder roomsInUse = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder unknownPackets = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();

    /** Filled once and not changed after: that is what makes it readable from any thread. */
    private final Map<ResultCode, LongAdder> logins = new EnumMap<>(ResultCode.class);

    public ChatCounters() {
        LOGIN_RESULTS.forEach(result -> logins.put(result, new LongAdder()));
    }

    public void userLoggedIn() {
        users.increment();
    }

    public void userGone() {
        users.decrement();
    }

    public void roomTaken() {
        roomsInUse.increment();
    }

    public void roomEmptied() {
        roomsInUse.decrement();
    }

    public void messageAccepted() {
        messages.increment();
    }

    public void messageDelivered(int receivers) {
        deliveries.add(receivers);
    }

    public void unknownPacket() {
        unknownPackets.increment();
    }

    public void rateLimited() {
        rateLimited.increment();
    }

    public void login(ResultCode result) {
        LongAdder counter = logins.get(result);
        if (counter == null) {
            throw new IllegalArgumentException("not a result of a login: " + result);
        }
        counter.increment();
    }

    public ChatStatistics read() {
        Map<String, Long> byName = new HashMap<>();
        logins.forEach((result, count) -> byName.put(result.name(), count.sum()));
        return new ChatStatistics(
                users.sum(),
                roomsInUse.sum(),
                Map.copyOf(byName),
                messages.sum(),
                deliveries.sum(),
                unknownPackets.sum(),
                rateLimited.sum());
    }
}
