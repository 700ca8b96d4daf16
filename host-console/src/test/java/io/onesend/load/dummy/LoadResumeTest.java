package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LoadCount;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadTiming;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender and a listener in one room of a host that is scripted byte by byte, in virtual time. */
class LoadResumeTest {

    private static final long MILLI = 1_000_000;
    private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("one", 1);
    private static final InetSocketAddress TWO = InetSocketAddress.createUnresolved("two", 2);

    private final FakeServer server = new FakeServer();
    private RunContext context;
    private LoadRunner runner;
    private FakeServer.FakeSession sender;
    private FakeServer.FakeSession listener;
    private long now;

    @BeforeEach
    void letBothEnter() {
        LoadTiming timing = new LoadTiming(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(500));
        LoadGroup group = new LoadGroup(Scenario.CHAT, 2, LoadPace.ofRate(10), new SizeRange(16, 16), 1, 3, 1);
        LoadPlan plan = new LoadPlan(ONE, 0, timing, 1, "load-", LoadScheme.PASSWORD, 2, List.of(group))
                .resumingAt(List.of(ONE, TWO));
        context = new RunContext(plan, server, () -> now, 7);
        runner = new LoadRunner(context);
        tick(1);
        sender = server.sessions.get(0);
        listener = server.sessions.get(1);
        for (FakeServer.FakeSession member : List.of(sender, listener)) {
            assertThat(ids(take(member))).containsExactly(231, 201);
            member.echo(packet(202, 2, body -> body.putShort((short) 0)));
            member.echo(packet(233, 33, body -> body.put("token".getBytes(StandardCharsets.UTF_8))));
            assertThat(ids(take(member))).containsExactly(206);
            member.echo(packet(207, 2, body -> body.putShort((short) 0)));
            member.echo(position(10));
        }
        assertThat(server.targets).containsExactly(ONE, TWO);
    }

    @Test
    void countsWhatAReplayRepeatsAsDelivered() {
        hear(List.of(sender, listener), nextMessage(), 11);
        listener.lose();
        byte[] missed = nextMessage();
        hear(List.of(sender), missed, 12);
        FakeServer.FakeSession again = resumed(1, 11);

        again.echo(packet(235, 6, body -> body.putShort((short) 0).putInt(1)));
        assertThat(of(LoadCount.RESUMED)).isZero();
        again.echo(notify(missed));
        again.echo(position(12));

        assertThat(of(LoadCount.RESUMED)).isEqualTo(1);
        assertThat(of(LoadCount.DELIVERED)).isEqualTo(4);
        assertThat(context.tally.read().wrong()).isZero();
    }

    @Test
    void countsWhatCannotBeRepeatedAsMissedAndItsMessagesAsLost() {
        listener.lose();
        hear(List.of(sender), nextMessage(), 11);
        FakeServer.FakeSession again = resumed(1, 10);

        again.echo(packet(235, 6, body -> body.putShort((short) 92).putInt(0)));
        again.echo(
                packet(237, 21, body -> body.putInt(3).putLong(11).putLong(13).put((byte) 1)));
        again.echo(position(13));
        finish();

        assertThat(of(LoadCount.RESUMED)).isEqualTo(1);
        assertThat(of(LoadCount.MISSED)).isEqualTo(3);
        assertThat(of(LoadCount.LOST)).isPositive();
        assertThat(of(LoadCount.UNACCOUNTED)).isZero();
        assertThat(of(LoadCount.DISCONNECTED)).isZero();
    }

    @Test
    void expectsNothingOfAMessageThatACompleteReplayDoesNotHave() {
        nextMessage();
        sender.lose();
        FakeServer.FakeSession again = resumed(0, 10);

        again.echo(packet(235, 6, body -> body.putShort((short) 0).putInt(0)));

        assertThat(of(LoadCount.SENT)).isEqualTo(1);
        assertThat(of(LoadCount.EXPECTED)).isZero();
    }

    @Test
    void expectsAMessageThatTheServerIsInDoubtAboutWhereItIsHeard() {
        byte[] doubtful = nextMessage();
        listener.echo(notify(doubtful));
        listener.echo(position(11));
        sender.echo(packet(222, 2, body -> body.putShort((short) 83)));
        sender.echo(notify(doubtful));
        sender.echo(position(11));
        finish();

        assertThat(of(LoadCount.REFUSED)).isEqualTo(1);
        assertThat(of(LoadCount.DELIVERED)).isEqualTo(2);
        assertThat(of(LoadCount.LOST)).isEqualTo(2 * (of(LoadCount.SENT) - 1));
        assertThat(of(LoadCount.UNACCOUNTED)).isZero();
    }

    @Test
    void goesOnAtTheNextHostWhenItIsSentAway() {
        listener.echo(packet(239, 71, body -> body.position(body.capacity() - 4).putInt(200)));
        tick(150);
        assertThat(listener.isOpen()).isTrue();
        tick(51);
        assertThat(listener.isOpen()).isFalse();
        resumed(1, 10).echo(packet(235, 6, body -> body.putShort((short) 0).putInt(0)));

        assertThat(of(LoadCount.RESUMED)).isEqualTo(1);
        assertThat(of(LoadCount.DISCONNECTED)).isZero();
    }

    @Test
    void triesTheNextHostWhereOneCannotResumeNow() {
        listener.lose();
        resumed(1, 10).echo(packet(235, 6, body -> body.putShort((short) 35).putInt(0)));
        tick(150);
        assertThat(server.targets).hasSize(4).endsWith(TWO);
        assertThat(of(LoadCount.DISCONNECTED)).isZero();
    }

    @Test
    void sendsNothingBeforeItIsBack() {
        sender.lose();
        FakeServer.FakeSession again = resumed(0, 10);
        tick(300);
        assertThat(again.waiting).isEmpty();

        again.echo(packet(235, 6, body -> body.putShort((short) 0).putInt(0)));
        tick(300);
        assertThat(ids(take(again))).isNotEmpty().containsOnly(221);
    }

    @Test
    void aRefusedResumeIsALostConnection() {
        listener.lose();

        resumed(1, 10).echo(packet(235, 6, body -> body.putShort((short) 91).putInt(0)));

        assertThat(of(LoadCount.DISCONNECTED)).isEqualTo(1);
        assertThat(of(LoadCount.RESUMED)).isZero();
    }

    @Test
    void triesUntilTheEndOfTheRun() {
        listener.lose();
        server.isRefusing = true;
        tick(500);
        assertThat(of(LoadCount.CONNECT_FAILED)).isZero();
        finish();

        assertThat(of(LoadCount.DISCONNECTED)).isEqualTo(1);
        assertThat(of(LoadCount.UNACCOUNTED)).isZero();
    }

    /** The member's next connection, to its next host; it has asked to resume from this offset. */
    private FakeServer.FakeSession resumed(int member, long offset) {
        int before = server.sessions.size();
        tick(150);
        assertThat(server.sessions).hasSize(before + 1);
        assertThat(server.targets.get(before)).isEqualTo(member == 0 ? TWO : ONE);
        FakeServer.FakeSession again = server.sessions.get(before);
        List<byte[]> sent = take(again);
        assertThat(ids(sent)).containsExactly(231, 234);
        ByteBuffer resume = ByteBuffer.wrap(sent.get(1)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(sent.get(1), 5, 10, StandardCharsets.UTF_8)).isEqualTo("load-0000" + member);
        assertThat(new String(sent.get(1), 38, 5, StandardCharsets.UTF_8)).isEqualTo("token");
        assertThat(resume.getInt(71)).isEqualTo(3);
        assertThat(resume.getLong(75)).isEqualTo(offset);
        assertThat(resume.getLong(83)).isEqualTo(-offset);
        return again;
    }

    /** The text of the next message that the sender sends. */
    private byte[] nextMessage() {
        while (sender.waiting.isEmpty()) {
            tick(1);
        }
        byte[] frame = sender.waiting.remove(0);
        assertThat(ids(List.of(frame))).containsExactly(221);
        byte[] text = new byte[257];
        System.arraycopy(frame, 5, text, 0, text.length);
        return text;
    }

    private void hear(List<FakeServer.FakeSession> members, byte[] text, long offset) {
        sender.echo(packet(222, 2, body -> body.putShort((short) 0)));
        for (FakeServer.FakeSession member : members) {
            member.echo(notify(text));
            member.echo(position(offset));
        }
    }

    private static byte[] notify(byte[] text) {
        return packet(
                223,
                33 + 257,
                body -> body.put("load-00000".getBytes(StandardCharsets.UTF_8))
                        .position(5 + 33)
                        .put(text));
    }

    private static byte[] position(long offset) {
        return packet(236, 16, body -> body.putLong(offset).putLong(-offset));
    }

    private static byte[] packet(int id, int bodyBytes, Consumer<ByteBuffer> body) {
        ByteBuffer packet = ByteBuffer.allocate(5 + bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
        packet.putShort((short) packet.capacity()).putShort((short) id).put((byte) 0);
        body.accept(packet);
        return packet.array();
    }

    private static List<byte[]> take(FakeServer.FakeSession session) {
        List<byte[]> sent = List.copyOf(session.waiting);
        session.waiting.clear();
        return sent;
    }

    private static List<Integer> ids(List<byte[]> frames) {
        List<Integer> ids = new ArrayList<>();
        for (byte[] frame : frames) {
            ids.add((frame[2] & 0xff) | (frame[3] & 0xff) << 8);
        }
        return ids;
    }

    private void tick(long millis) {
        for (long i = 0; i < millis; i++) {
            runner.tick(now);
            now += MILLI;
        }
    }

    private void finish() {
        for (int i = 0; i < 10_000; i++) {
            if (runner.tick(now)) {
                return;
            }
            now += MILLI;
        }
        throw new AssertionError("the run does not end");
    }

    private long of(LoadCount count) {
        return context.tally.read().of(count);
    }
}
