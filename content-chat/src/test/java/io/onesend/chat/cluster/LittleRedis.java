package io.onesend.chat.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of Redis that belongs to no partition, for a few hosts: what {@link ModelClaims} has, and control channels. */
final class LittleRedis {

    private final Map<String, Set<LittlePort>> listeners = new HashMap<>();
    private ModelClaims kept = new ModelClaims();
    private int published;

    ModelClaims kept() {
        return kept;
    }

    /** Deletes everything, and cuts nobody off. */
    void wipe() {
        kept = new ModelClaims();
    }

    List<Object> call(FunctionCall call) {
        return ModelCalls.answer(kept, call);
    }

    /** Messages of hosts to each other, also those that nobody heard. */
    int published() {
        return published;
    }

    /** How many hear it. */
    long publish(String channel, byte[] message) {
        published++;
        Set<LittlePort> all = Set.copyOf(listeners.getOrDefault(channel, Set.of()));
        all.forEach(port -> port.hear(channel, message));
        return all.size();
    }

    void listen(String channel, LittlePort port) {
        listeners.computeIfAbsent(channel, key -> new HashSet<>()).add(port);
    }

    void forget(LittlePort port) {
        listeners.values().forEach(each -> each.remove(port));
    }
}
