package io.onesend.chat.simulation;

import io.onesend.chat.packet.ResultCode;
import java.util.EnumMap;
import java.util.Map;

/** How the resumptions of many runs ended. */
final class ResumeTally {

    private final Map<ResultCode, Integer> byResult = new EnumMap<>(ResultCode.class);

    void add(ResultCode result) {
        byResult.merge(result, 1, Integer::sum);
    }

    int of(ResultCode result) {
        return byResult.getOrDefault(result, 0);
    }

    @Override
    public String toString() {
        return "resumptions " + byResult;
    }
}
