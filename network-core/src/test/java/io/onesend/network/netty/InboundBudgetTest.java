package io.onesend.network.netty;

import static io.onesend.network.netty.SteppedUploads.FRAMES;
import static io.onesend.network.netty.SteppedUploads.READ;
import static io.onesend.network.netty.SteppedUploads.frame;
import static io.onesend.network.netty.SteppedUploads.namesOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.netty.SteppedUploads.Upload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the bytes of all sessions of a server together. */
class InboundBudgetTest {

    private static final int LONGEST = 200_000;
    private static final int TOTAL = 500_000;

    /** Longer than a frame may take while others wait. */
    private static final Duration TOO_LONG =
            Duration.ofNanos(InboundAccount.FRAME_NANOS).plusSeconds(2);

    private SteppedUploads server = serverWith(TOTAL);

    private static SteppedUploads serverWith(long total) {
        return new SteppedUploads(NetworkConfig.builder()
                .frameFormat(FRAMES)
                .maxFrameBytes(LONGEST)
                .inboundHighBytes(1 << 20)
                .inboundMaxTotalBytes(total)
                .build());
    }

    @AfterEach
    void nothingIsLeft() {
        server.close();
    }

    private List<Upload> uploads(int number, byte[]... frames) {
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            uploads.add(server.new Upload(frames));
        }
        return uploads;
    }

    private void suspend(Upload upload) {
        server.onLogic(() -> upload.session().suspend());
    }

    private void resume(Upload upload) {
        server.onLogic(() -> upload.session().resume());
    }

    private static void assertReceived(Upload upload, byte[]... frames) {
        assertThat(upload.received).isEqualTo(namesOf(frames));
        assertThat(upload.ends).isEmpty();
    }

    /** Sessions that send a part of a frame and then nothing, until the server is full. */
    private List<Upload> fillWithParts() {
        List<Upload> parts = new ArrayList<>();
        while (!server.budget.isFull()) {
            Upload part = server.new Upload(frame(LONGEST));
            for (int sent = 0; sent < LONGEST / 2; sent += READ) {
                part.read(READ);
            }
            parts.add(part);
        }
        return parts;
    }

    @Test
    void completesFramesOfWhichEachSessionHoldsAPart() {
        byte[][] frames = {frame(LONGEST), frame(LONGEST - 1), frame(LONGEST - 2)};
        List<Upload> uploads = uploads(20, frames);

        long most = server.run();

        uploads.forEach(upload -> assertReceived(upload, frames));
        assertThat(most).isBetween((long) TOTAL - LONGEST, (long) TOTAL + 20 * READ);
    }

    @Test
    void receivesAFrameAsLongAsTheTotal() {
        server = serverWith(LONGEST);
        List<Upload> uploads = uploads(5, frame(LONGEST), frame(LONGEST));

        long most = server.run();

        uploads.forEach(upload -> assertReceived(upload, frame(LONGEST), frame(LONGEST)));
        assertThat(most).isLessThanOrEqualTo(LONGEST + 5 * 2 * READ);
    }

    @Test
    void holdsNoMoreThanTheTotalOfSuspendedSessionsAndDeliversAllInTheEnd() {
        byte[][] frames = {frame(LONGEST), frame(LONGEST), frame(10)};
        List<Upload> uploads = uploads(20, frames);
        uploads.forEach(this::suspend);

        assertThat(server.run()).isLessThanOrEqualTo(TOTAL + 20 * READ);
        assertThat(server.budget.used()).isGreaterThanOrEqualTo(TOTAL - LONGEST);
        assertThat(server.budget.doesAnyWait()).isTrue();

        uploads.forEach(this::resume);
        assertThat(server.run()).isLessThanOrEqualTo(TOTAL + 20 * READ);
        uploads.forEach(upload -> assertReceived(upload, frames));
    }

    @Test
    void aSessionThatIsNotSuspendedGoesOnAmongSuspendedOnes() {
        List<Upload> suspended = uploads(10, frame(LONGEST));
        suspended.forEach(this::suspend);
        server.run();
        Upload late = server.new Upload(frame(LONGEST));

        server.run();

        assertReceived(late, frame(LONGEST));
        suspended.forEach(this::resume);
        server.run();
        suspended.forEach(upload -> assertReceived(upload, frame(LONGEST)));
    }

    @Test
    void aResumedSessionGoesOnThoughTheOthersStaySuspended() {
        List<Upload> suspended = uploads(10, frame(LONGEST));
        suspended.forEach(this::suspend);
        server.run();
        Upload first = suspended.get(0);

        resume(first);
        server.run();

        assertReceived(first, frame(LONGEST));
        suspended.forEach(this::resume);
        server.run();
    }

    @Test
    void sessionsWithShortFramesGoOnWhileTheServerIsFull() {
        List<Upload> suspended = uploads(10, frame(LONGEST));
        suspended.forEach(this::suspend);
        server.run();
        byte[][] chat = new byte[300][];
        for (int i = 0; i < chat.length; i++) {
            chat[i] = frame(60 + i);
        }
        List<Upload> chatters = uploads(5, chat);

        server.run();

        assertThat(server.budget.isFull()).isTrue();
        chatters.forEach(upload -> assertReceived(upload, chat));
        suspended.forEach(this::resume);
        server.run();
    }

    @Test
    void aSessionThatEndsGivesItsTurnToAnother() {
        List<Upload> parts = fillWithParts();
        Upload other = server.new Upload(frame(LONGEST));
        other.readAll();
        for (Upload part : parts) {
            assertThat(part.ends).isEmpty();
            part.read(READ);
        }

        parts.forEach(part -> part.channel.close());
        server.run();

        assertReceived(other, frame(LONGEST));
    }

    @Test
    void closesASessionWhoseFrameDoesNotBecomeWholeWhileOthersWait() {
        List<Upload> parts = fillWithParts();
        // It goes on alone, and sends no more.
        Upload alone = parts.get(parts.size() - 1);
        assertThat(alone.isRead()).isTrue();
        Upload honest = server.new Upload(frame(LONGEST));
        honest.readAll();
        server.settle();
        assertThat(honest.isRead()).isFalse();

        server.pass(TOO_LONG);

        assertThat(alone.ends).extracting(DisconnectReason::name).containsExactly("server-inbound-limit");
        assertThat(alone.ends.get(0).detail())
                .startsWith("a frame was not whole after 30 s, while others waited for its ");
        server.run();
        assertReceived(honest, frame(LONGEST));
    }

    @Test
    void letsASlowFrameBeWhileNobodyWaits() {
        List<Upload> parts = fillWithParts();

        server.pass(TOO_LONG);

        assertThat(server.budget.doesAnyWait()).isFalse();
        parts.forEach(part -> assertThat(part.ends).isEmpty());
        server.run();
        parts.forEach(part -> assertReceived(part, frame(LONGEST)));
    }

    /** Whatever sessions do, and in whatever order: as long as none stays suspended, every frame arrives. */
    @Test
    void neverStandsStill() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            server.close();
            server = serverWith(LONGEST + random.nextInt(LONGEST));
            List<List<byte[]>> sent = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                List<byte[]> frames = new ArrayList<>();
                for (int n = random.nextInt(6); n >= 0; n--) {
                    frames.add(frame(4 + random.nextInt(random.nextBoolean() ? 200 : LONGEST - 4)));
                }
                sent.add(frames);
                server.new Upload(frames.toArray(byte[][]::new));
            }
            for (int step = 0; step < 600; step++) {
                act(random, server.uploads.get(random.nextInt(12)));
            }
            server.uploads.stream().filter(upload -> upload.ends.isEmpty()).forEach(this::resume);
            server.run();
            for (int i = 0; i < 12; i++) {
                Upload upload = server.uploads.get(i);
                if (upload.ends.isEmpty()) {
                    assertThat(upload.received)
                            .as("seed %d, round %d, session %d", seed, round, i)
                            .isEqualTo(namesOf(sent.get(i).toArray(byte[][]::new)));
                }
            }
        }
    }

    private void act(Random random, Upload upload) {
        int choice = random.nextInt(1000);
        if (choice < 800) {
            upload.read(1 + random.nextInt(2 * READ));
        } else if (choice < 900) {
            server.settle();
        } else if (choice < 945) {
            suspend(upload);
        } else if (choice < 990) {
            resume(upload);
        } else if (choice < 992) {
            upload.channel.close();
            server.settle();
        } else if (choice < 994) {
            server.onLogic(() -> upload.session().abort(DisconnectReason.IDLE));
        } else {
            server.loop.step();
        }
    }
}
