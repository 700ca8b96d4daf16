package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests one ticket through several writes. */
class WriteTicketTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SendLane lane = new SendLane(channel.eventLoop());
    private final SendAccount account = new SendAccount(new ByteBudget(1000), 1000);
    private final List<Throwable> failures = new ArrayList<>();
    private final SendQueue queue = new SendQueue(
            lane,
            new SendQueue.Outlet() {
                @Override
                public void write(ByteBuf batch, @Nullable ByteBuf wrapped, SendQueue from) {
                    batch.release();
                    ticket().next();
                }

                @Override
                public void drained() {}

                @Override
                public void writeFailed(Throwable cause) {
                    failures.add(cause);
                }
            },
            new PacketStore(account, lane.batch(), new SendVerdicts(), false),
            account);
    private final WriteTicket ticket = new WriteTicket(channel, queue);

    private WriteTicket ticket() {
        return ticket;
    }

    private void beginWrite() {
        try (EncodedPacket packet = EncodedPacket.copyOf(new byte[10])) {
            queue.offer(packet);
        }
        channel.runPendingTasks();
        assertThat(queue.isWriting()).isTrue();
        assertThat(ticket.isDone()).isFalse();
    }

    @AfterEach
    void giveBackBuffers() {
        queue.close();
        lane.batch().close();
        channel.close();
        assertThat(account.queued()).isZero();
    }

    @Test
    void endsOneWriteAfterAnother() {
        for (int write = 0; write < 3; write++) {
            beginWrite();
            assertThat(ticket.trySuccess()).isTrue();
            assertThat(ticket.isSuccess()).isTrue();
            assertThat(queue.isDrained()).isTrue();
        }
    }

    @Test
    void endsEachWriteOnce() {
        beginWrite();
        IOException reset = new IOException("reset");
        assertThat(ticket.tryFailure(reset)).isTrue();
        assertThat(ticket.tryFailure(new IOException("again"))).isFalse();
        assertThat(ticket.trySuccess()).isFalse();
        assertThatThrownBy(ticket::setSuccess).isInstanceOf(IllegalStateException.class);

        assertThat(failures).containsExactly(reset);
        assertThat(ticket.cause()).isSameAs(reset);
        assertThat(ticket.isSuccess()).isFalse();
    }

    @Test
    void refusesToBeTheTicketOfTwoWritesAtOnce() {
        beginWrite();
        assertThatThrownBy(ticket::next).isInstanceOf(AssertionError.class);
        ticket.setSuccess();
    }

    @Test
    void letsNobodyElseFollowTheWrite() {
        assertThatThrownBy(() -> ticket.addListener(future -> {})).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(ticket::sync).isInstanceOf(UnsupportedOperationException.class);
        assertThat(ticket.cancel(true)).isFalse();
    }
}
