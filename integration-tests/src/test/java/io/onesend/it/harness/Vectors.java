package io.onesend.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code packets.json}: whole packets as bytes, made by neither side. It remembers which of them were asked for. */
public final class Vectors {

    private final Map<String, JsonNode> vectors = new LinkedHashMap<>();
    private final Set<String> used = new ConcurrentSkipListSet<>();

    public Vectors() {
        try (InputStream file = Vectors.class.getResourceAsStream("/packets.json")) {
            for (JsonNode vector : new JsonMapper().readTree(file)) {
                vectors.put(vector.get("name").asString(), vector);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public byte[] bytes(String name) {
        return HexFormat.of().parseHex(hex(name));
    }

    public String hex(String name) {
        return vector(name).get("hex").asString();
    }

    public JsonNode fields(String name) {
        return vector(name).get("fields");
    }

    /** The vector's bytes with other unique ids: its user ids and everything else stay as they are. */
    public String hexWithUniqueId(String name, int offset, long uniqueId) {
        byte[] bytes = bytes(name);
        Wire.buffer(8).putLong(uniqueId).flip().get(bytes, offset, 8);
        return HexFormat.of().formatHex(bytes);
    }

    private JsonNode vector(String name) {
        JsonNode vector = vectors.get(name);
        if (vector == null) {
            throw new IllegalArgumentException("no vector " + name);
        }
        used.add(name);
        return vector;
    }

    public Set<String> unused() {
        Set<String> unused = new TreeSet<>(vectors.keySet());
        unused.removeAll(used);
        return unused;
    }
}
