package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedConnectionsTest {

    private final ChannelGroup group = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

    @Test
    void isFullAtItsLimitAndTakesSomeMoreThatCameAnyway() {
        AcceptedConnections connections = new AcceptedConnections(10, group);
        List<EmbeddedChannel> open = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assertThat(connections.isFull()).isFalse();
            assertThat(connections.add(opened(open))).isTrue();
        }
        assertThat(connections.isFull()).isTrue();

        while (connections.add(opened(open))) {
            assertThat(open).hasSizeLessThan(100);
        }
        assertThat(open).hasSize(10 + 32 + 1);

        open.forEach(EmbeddedChannel::close);
        assertThat(connections.isFull()).isFalse();
        assertThat(connections.add(opened(open))).isTrue();
    }

    private static EmbeddedChannel opened(List<EmbeddedChannel> open) {
        EmbeddedChannel channel = new EmbeddedChannel(DefaultChannelId.newInstance());
        open.add(channel);
        return channel;
    }

    @Test
    void leavesDescriptorsForTheRestOfTheProcess() {
        assertThat(AcceptedConnections.within(new FileDescriptors(256, 50), group)
                        .most())
                .isEqualTo(142);
        assertThat(AcceptedConnections.within(new FileDescriptors(Long.MAX_VALUE, 50), group)
                        .isFull())
                .isFalse();
        assertThat(AcceptedConnections.within(new FileDescriptors(50, 40), group)
                        .most())
                .as("one at least: a server without connections is none")
                .isEqualTo(1);
    }

    @Test
    void readsTheSoftLimitOfLinux() {
        assertThat(FileDescriptors.softLimit(
                        "Max open files            1024                 4096                 files     "))
                .isEqualTo(1024);
        assertThat(FileDescriptors.softLimit(
                        "Max open files            unlimited            unlimited            files     "))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void findsThatThisProcessHasFilesOpen() {
        FileDescriptors files = FileDescriptors.look();

        assertThat(files.limit()).isPositive();
        assertThat(files.open()).isNotNegative().isLessThan(files.limit());
    }
}
