package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionListTest {

    private static final NetworkConfig CONFIG = NetworkConfig.builder().build();

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SendLane lane = new SendLane(channel.eventLoop());
    private final SessionContext context = SessionContext.of(
            SharedContext.of(
                    Logic.on(LogicLoop.stepped()),
                    new SessionRegistry(CONFIG),
                    new SendBudget(1 << 20),
                    new InboundBudget(1 << 20, 4096)),
            CONFIG,
            PacketDecoder.BYTES,
            RecordingListener.echo());

    private final SessionList list = new SessionList();
    private final NettySession first = session(1);
    private final NettySession second = session(2);
    private final NettySession third = session(3);

    private NettySession session(long id) {
        return new SessionHandler(id, channel, context, lane).session();
    }

    private void addAll() {
        list.add(first);
        list.add(second);
        list.add(third);
    }

    @Test
    void listsTheOldestFirst() {
        assertThat(list.all()).isEmpty();
        addAll();
        assertThat(list.all()).containsExactly(first, second, third);
        assertThat(list.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "0, 2, 1", "1, 0, 2", "1, 2, 0", "2, 0, 1", "2, 1, 0"})
    void isInOrderWhicheverLeaves(int leavesFirst, int leavesNext, int stays) {
        NettySession[] all = {first, second, third};
        addAll();

        assertThat(list.remove(all[leavesFirst])).isTrue();
        assertThat(list.all()).containsExactly(all[Math.min(leavesNext, stays)], all[Math.max(leavesNext, stays)]);
        assertThat(list.remove(all[leavesNext])).isTrue();
        assertThat(list.all()).containsExactly(all[stays]);
        assertThat(list.size()).isEqualTo(1);

        list.add(all[leavesFirst]);
        assertThat(list.all()).containsExactly(all[stays], all[leavesFirst]);
    }

    @Test
    void removesNobodyTwice() {
        addAll();
        assertThat(list.remove(second)).isTrue();
        assertThat(list.remove(second)).isFalse();
        assertThat(list.remove(session(4))).isFalse();
        assertThat(list.size()).isEqualTo(2);
    }

    @Test
    void keepsNobodyAliveThatHasLeft() {
        addAll();
        list.remove(second);
        assertThat(second.older).isNull();
        assertThat(second.newer).isNull();
    }
}
