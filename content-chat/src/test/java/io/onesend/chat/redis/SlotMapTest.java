package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotMapTest {

    private static final RedisNode ASKED = new RedisNode("10.0.0.9", 7000);

    @Test
    void aKeyIsAtThePrimaryOfItsSlot() {
        int slot = SlotHash.getSlot("it:{a}:p");
        SlotMap map = SlotMap.read(
                List.of(
                        List.of(0L, slot - 1L, node("10.0.0.1", 7001), node("10.0.0.4", 7004)),
                        List.of((long) slot, (long) slot, node("10.0.0.2", 7002)),
                        List.of(slot + 1L, 16383L, node("10.0.0.3", 7003))),
                ASKED);

        assertThat(map.nodeOf("it:{a}:p")).isEqualTo(new RedisNode("10.0.0.2", 7002));
        assertThat(map.nodes())
                .containsExactly(
                        new RedisNode("10.0.0.1", 7001),
                        new RedisNode("10.0.0.2", 7002),
                        new RedisNode("10.0.0.3", 7003));
    }

    @Test
    void aNodeThatDoesNotKnowItsHostIsWhereItWasAsked() {
        assertThat(mapOf(node("", 7005)).nodeOf("any")).isEqualTo(new RedisNode("10.0.0.9", 7005));
        assertThat(mapOf(node("?", 7005)).nodeOf("any")).isEqualTo(new RedisNode("10.0.0.9", 7005));
        assertThat(mapOf(Arrays.asList(null, 7005L)).nodeOf("any")).isEqualTo(new RedisNode("10.0.0.9", 7005));
    }

    @Test
    void aSlotThatNobodyHasIsNowhere() {
        assertThat(SlotMap.read(List.of(), ASKED).nodeOf("any")).isNull();
        assertThat(SlotMap.read(List.of(), ASKED).nodes()).isEmpty();
    }

    private static SlotMap mapOf(List<?> primary) {
        return SlotMap.read(List.of(List.of(0L, 16383L, primary)), ASKED);
    }

    private static List<Object> node(String host, long port) {
        return List.of(host.getBytes(StandardCharsets.UTF_8), port, "id".getBytes(StandardCharsets.UTF_8));
    }
}
