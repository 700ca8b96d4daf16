package io.onesend.chat.redis;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which primary has which slots; immutable. */
final class SlotMap {

    private final @Nullable RedisNode[] nodeOf;

    private SlotMap(@Nullable RedisNode[] nodeOf) {
        this.nodeOf = nodeOf;
    }

    /** One server has them all. */
    static SlotMap of(RedisNode only) {
        @Nullable RedisNode[] nodeOf = new RedisNode[SlotHash.SLOT_COUNT];
        Arrays.fill(nodeOf, only);
        return new SlotMap(nodeOf);
    }

    /**
     * Reads the answer to CLUSTER SLOTS: lists of first slot, last slot, primary, replicas.
     *
     * @param asked the node that answered; it may leave its own host out
     */
    static SlotMap read(List<?> answer, RedisNode asked) {
        @Nullable RedisNode[] nodeOf = new RedisNode[SlotHash.SLOT_COUNT];
        for (Object each : answer) {
            List<?> range = (List<?>) each;
            List<?> primary = (List<?>) range.get(2);
            String host = text(primary.get(0));
            RedisNode node =
                    new RedisNode(host.isEmpty() || host.equals("?") ? asked.host() : host, number(primary.get(1)));
            Arrays.fill(nodeOf, number(range.get(0)), number(range.get(1)) + 1, node);
        }
        return new SlotMap(nodeOf);
    }

    /** As the codec of the connection has left it. */
    private static String text(@Nullable Object name) {
        return name instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : Objects.toString(name, "");
    }

    private static int number(Object of) {
        return Math.toIntExact((Long) of);
    }

    /** The primary of a key's slot; null: none has it now. */
    @Nullable
    RedisNode nodeOf(String key) {
        return nodeOf[SlotHash.getSlot(key)];
    }

    Set<RedisNode> nodes() {
        Set<RedisNode> nodes = new LinkedHashSet<>();
        for (RedisNode node : nodeOf) {
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
