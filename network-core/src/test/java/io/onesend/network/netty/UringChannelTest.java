package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses the kernel's numbers, from poll.h, io_uring.h and errno.h. */
class UringChannelTest {

    private static final byte POLL = 6;
    private static final byte RECEIVE = 27;
    private static final int IN = 0x1;
    private static final int OUT = 0x4;
    private static final int ERROR = 0x8;
    private static final int HANG_UP = 0x10;
    private static final int PEER_ENDED = 0x2000;
    private static final int CANCELLED = -125;
    private static final int RESET = -104;
    private static final int MORE_EVENTS = 1 << 1;
    private static final int NOT_EMPTY = 1 << 2;

    private final List<IoUringIoEvent> passedOn = new ArrayList<>();
    private final UringChannel channel = new UringChannel(new Recorder());

    private final class Recorder implements IoUringIoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            passedOn.add((IoUringIoEvent) event);
        }

        @Override
        public void close() {
            throw new IllegalStateException("nobody closes it here");
        }
    }

    private IoUringIoEvent passOn(byte operation, int result, int flags) {
        IoUringIoEvent event = new IoUringIoEvent(result, flags, operation, 7L);
        channel.handle(null, event);
        return event;
    }

    private void assertPassedOn(byte operation, int result, int flags) {
        IoUringIoEvent latest = passedOn.get(passedOn.size() - 1);
        assertThat(latest.opcode()).isEqualTo(operation);
        assertThat(latest.res()).isEqualTo(result);
        assertThat(latest.flags()).isEqualTo(flags);
        assertThat(latest.userData()).isEqualTo(7);
    }

    @Test
    void passesEverythingOnAsItIsWhileThePeerIsThere() {
        List<IoUringIoEvent> events = List.of(
                passOn(POLL, IN, MORE_EVENTS),
                passOn(RECEIVE, 300, 0),
                passOn(POLL, OUT, 0),
                passOn(POLL, CANCELLED, 0),
                passOn(RECEIVE, CANCELLED, 0));

        assertThat(passedOn).containsExactlyElementsOf(events);
    }

    @ParameterizedTest
    @ValueSource(ints = {PEER_ENDED, PEER_ENDED | HANG_UP | ERROR, IN | PEER_ENDED | HANG_UP | ERROR, IN | ERROR})
    void saysThatThereIsMoreToReadOnceThePeerHasEnded(int polled) {
        IoUringIoEvent poll = passOn(POLL, polled, 0);
        assertThat(passedOn).containsExactly(poll);

        passOn(RECEIVE, 300, 0);
        assertPassedOn(RECEIVE, 300, NOT_EMPTY);
        passOn(RECEIVE, RESET, 0);
        assertPassedOn(RECEIVE, RESET, NOT_EMPTY);
    }

    @Test
    void saysThatThePeerHasEndedWhereTheKernelNamesTheErrorAlone() {
        passOn(POLL, ERROR | HANG_UP, 0);
        assertPassedOn(POLL, ERROR | HANG_UP | PEER_ENDED, 0);

        passOn(RECEIVE, 300, MORE_EVENTS);
        assertPassedOn(RECEIVE, 300, MORE_EVENTS | NOT_EMPTY);
    }

    @Test
    void leavesTheFailureOfAConnectAsItIs() {
        IoUringIoEvent poll = passOn(POLL, OUT | ERROR | HANG_UP, 0);

        assertThat(passedOn).containsExactly(poll);
    }
}
