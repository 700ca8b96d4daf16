package io.onesend.chat.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of Redis that belongs to no partition, in maps: claims, lines of hosts, what hosts agree on, and control channels. */
final class LittleRedis {

    final Map<String, List<String>> claims = new HashMap<>();
    final TreeMap<String, String> lines = new TreeMap<>();
    final TreeMap<String, String> meta = new TreeMap<>();
    final Map<String, Set<LittlePort>> listeners = new HashMap<>();

    /** Deletes everything, and cuts nobody off. */
    void wipe() {
        claims.clear();
        lines.clear();
        meta.clear();
    }

    List<Object> call(FunctionCall call) {
        String key = call.keys().get(0);
        List<String> args = call.arguments().stream()
                .map(each -> new String(each, StandardCharsets.UTF_8))
                .toList();
        return switch (call.name()) {
            case "os1_claim" -> claim(key, args);
            case "os1_release" -> release(key, args);
            case "os1_holder" -> bytes(claims.getOrDefault(key, List.of("", "")));
            case "os1_host" -> host(args);
            case "os1_meta" -> meta(args);
            default -> throw new AssertionError("not a function of no partition: " + call.name());
        };
    }

    private List<Object> claim(String key, List<String> args) {
        List<String> claimant = args.subList(0, 2);
        List<String> held = claims.get(key);
        boolean isNew = held == null || held.equals(claimant);
        boolean replaces = !isNew && args.subList(4, 6).equals(held);
        if (isNew || replaces) {
            claims.put(key, List.copyOf(claimant));
            return replaces ? bytes(List.of("TAKEN", held.get(0), held.get(1))) : bytes(List.of("OK"));
        }
        return bytes(List.of("HELD", held.get(0), held.get(1)));
    }

    private List<Object> release(String key, List<String> args) {
        return bytes(List.of(claims.remove(key, args.subList(0, 2)) ? "OK" : "OTHER"));
    }

    private List<Object> host(List<String> args) {
        String status = lines.containsKey(args.get(0)) ? "KNOWN" : "NEW";
        lines.remove(args.get(2), args.get(3));
        if (args.get(1).isEmpty()) {
            lines.remove(args.get(0));
        } else {
            lines.put(args.get(0), args.get(1));
        }
        return List.of(bytes(status), flat(lines));
    }

    private List<Object> meta(List<String> args) {
        if (meta.isEmpty()) {
            for (int i = 0; i < args.size(); i += 2) {
                meta.put(args.get(i), args.get(i + 1));
            }
        }
        return flat(meta);
    }

    /** How many hear it. */
    long publish(String channel, byte[] message) {
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

    private static List<Object> flat(Map<String, String> map) {
        List<String> flat = new ArrayList<>();
        map.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return bytes(flat);
    }

    private static List<Object> bytes(List<String> texts) {
        return new ArrayList<>(texts.stream().map(LittleRedis::bytes).toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
