package io.onesend.chat.simulation;

import io.onesend.chat.packet.ResultCode;
import java.util.EnumMap;
import java.util.Map;

/** How the resumptions of many runs ended, which may be played at the same time. */
final class ResumeTally {

    private final Map<ResultCode, Integer> byResult = new EnumMap<>(ResultCode.class);

    synchronized void add(ResultCode result) {
        byResult.merge(result, 1, Integer::sum);
    }

    synchronized int of(ResultCode result) {
        return byResult.getOrDefault(result, 0);
    }

    @Override
    public synchronized String toString() {
        return "resumptions " + byResult;
    }
}
