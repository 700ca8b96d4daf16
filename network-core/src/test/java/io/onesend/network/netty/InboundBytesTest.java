package io.onesend.network.netty;

import static io.onesend.network.netty.SteppedUploads.FRAMES;
import static io.onesend.network.netty.SteppedUploads.READ;
import static io.onesend.network.netty.SteppedUploads.frame;
import static io.onesend.network.netty.SteppedUploads.namesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.netty.SteppedUploads.Upload;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the marks in bytes of one session. */
class InboundBytesTest {

    private static final int HIGH = 200_000;
    private static final int LOW = 50_000;
    private static final int LONGEST = 300_000;

    private final SteppedUploads server = new SteppedUploads(NetworkConfig.builder()
            .frameFormat(FRAMES)
            .maxFrameBytes(LONGEST)
            .inboundHighBytes(HIGH)
            .inboundLowBytes(LOW)
            .build());

    @AfterEach
    void nothingIsLeft() {
        server.close();
    }

    private static byte[][] frames(int number, int length) {
        return Collections.nCopies(number, frame(length)).toArray(byte[][]::new);
    }

    @Test
    void stopsReadingAtTheHighMarkAndGoesOnWhenThePacketsAreHandled() {
        byte[][] frames = frames(50, 20_000);
        Upload upload = server.new Upload(frames);

        upload.readAll();

        assertThat(upload.isRead()).isFalse();
        assertThat(server.budget.used()).isBetween((long) HIGH, (long) HIGH + 2 * READ);

        server.run();
        assertThat(upload.received).isEqualTo(namesOf(frames));
        assertThat(upload.isRead()).isTrue();
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void goesOnAtTheLowMarkAndNotBefore() {
        Upload upload = server.new Upload(frames(50, 20_000));
        server.onPacket = (each, packet) -> {
            int left = 10 - each.received.size();
            if (left == 3 || left == 2) {
                each.session().suspend();
            }
        };
        upload.readAll();

        server.settle();
        assertThat(upload.received).hasSize(7);
        assertThat(upload.isRead()).isFalse();

        server.onLogic(() -> upload.session().resume());
        assertThat(upload.received).hasSize(8);
        assertThat(upload.isRead()).isTrue();
        server.onLogic(() -> upload.session().resume());
    }

    @Test
    void holdsNoMoreThanTheMarkWhileTheSessionIsSuspended() {
        byte[][] frames = frames(10, 150_000);
        Upload upload = server.new Upload(frames);
        server.onLogic(() -> upload.session().suspend());

        long most = server.run();

        assertThat(upload.isRead()).isFalse();
        assertThat(most).isBetween((long) HIGH, (long) HIGH + 2 * READ);

        server.onLogic(() -> upload.session().resume());
        server.run();
        assertThat(upload.received).isEqualTo(namesOf(frames));
    }

    @Test
    void receivesAFrameThatIsLongerThanTheMark() {
        Upload upload = server.new Upload(frames(3, LONGEST));
        server.onLogic(() -> upload.session().suspend());

        long most = server.run();
        assertThat(upload.isRead()).isFalse();
        assertThat(most).isBetween((long) LONGEST, (long) LONGEST + 2 * READ);

        server.onLogic(() -> upload.session().resume());
        server.run();
        assertThat(upload.received).isEqualTo(namesOf(frames(3, LONGEST)));
    }

    @Test
    void aFrameThatIsOnlyAnnouncedHasNoMemory() {
        Upload upload = server.new Upload(frame(LONGEST));

        upload.read(4);
        assertThat(server.budget.used()).isZero();

        upload.readAll();
        server.settle();
        assertThat(upload.received).isEqualTo(namesOf(frame(LONGEST)));
    }

    @Test
    void countsSmallPacketsTogether() {
        byte[][] frames = frames(200, 100);
        Upload upload = server.new Upload(frames);
        server.onLogic(() -> upload.session().suspend());

        server.run();
        assertThat(server.budget.used()).isBetween(200L * 100 - InboundBudget.FREE, 200L * 100);

        server.onLogic(() -> upload.session().resume());
        assertThat(upload.received).isEqualTo(namesOf(frames));
        assertThat(server.budget.used()).isZero();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(
                        "abort", (Consumer<Upload>) upload -> upload.session().abort(DisconnectReason.IDLE)),
                Arguments.of("close", (Consumer<Upload>) upload -> {
                    // A peer that has ended its side need not be waited for.
                    upload.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
                    upload.session().close();
                }),
                Arguments.of("reset", (Consumer<Upload>) upload -> upload.channel.close()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void givesBackWhatWasNotHandledWhenTheSessionEnds(String name, Consumer<Upload> end) {
        Upload upload = server.new Upload(frames(10, 30_000));
        server.onLogic(() -> upload.session().suspend());
        server.run();
        assertThat(server.budget.used()).isGreaterThan(LOW);

        server.onLogic(() -> end.accept(upload));
        upload.channel.close();
        server.settle();

        assertThat(upload.ends).hasSize(1);
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void givesBackWhatAFailedListenerLeft() {
        Upload upload = server.new Upload(frames(10, 30_000));
        server.onPacket = (each, packet) -> {
            throw new IllegalStateException("on purpose");
        };

        upload.readAll();
        server.settle();

        assertThat(upload.ends).extracting(DisconnectReason::name).containsExactly("listener-failed");
        assertThat(server.budget.used()).isZero();
    }

    @Test
    void givesBackWhatCameInFrontOfAnImpossibleFrame() {
        Upload upload = server.new Upload(frame(30_000), new byte[] {-1, -1, -1, -1});

        upload.readAll();
        server.settle();

        assertThat(upload.ends).extracting(DisconnectReason::name).containsExactly("protocol-error");
        assertThat(server.budget.used()).isZero();
    }
}
