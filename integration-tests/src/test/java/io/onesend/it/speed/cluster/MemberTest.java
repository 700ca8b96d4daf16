package io.onesend.it.speed.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.it.harness.Wire;
import io.onesend.it.speed.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sender alone in its room, at a server that the test plays: the load has to see whatever that does wrong. */
class MemberTest {

    private static final int ROOM = 7;
    private static final int WINDOW = 4;
    private static final Work ALONE = new Work(1, 1, 1, WINDOW);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Traffic traffic = new Traffic(channel.eventLoop());

    @AfterEach
    void close() {
        channel.releaseOutbound();
        channel.releaseInbound();
    }

    private Member.Place place() {
        return new Member.Place(0, "user-0", ROOM, 0);
    }

    private void enter(Member member) {
        Sender itself = traffic.add(member, 1);
        member.hears(List.of(itself), itself);
        channel.pipeline().addLast(member);
        channel.pipeline().fireChannelActive();
    }

    private void hear(byte[]... packets) {
        channel.writeInbound(Unpooled.wrappedBuffer(packets));
        channel.runPendingTasks();
    }

    private static String text(int message) {
        return "00000000" + String.format("%8s", Integer.toOctalString(message)).replace(' ', '0') + "x".repeat(48);
    }

    private static byte[] answer(int result) {
        return Wire.packet(Wire.ROOM_CHAT_RESPONSE, Wire.i16(result));
    }

    private static byte[] notice(String text) {
        return Wire.packet(
                Wire.ROOM_CHAT_NOTIFY, Wire.chars(Wire.ID_BYTES, "user-0"), Wire.chars(Wire.MESSAGE_BYTES, text));
    }

    private int written() {
        channel.runPendingTasks();
        int count = 0;
        for (ByteBuf packet = channel.readOutbound(); packet != null; packet = channel.readOutbound()) {
            packet.release();
            count++;
        }
        return count;
    }

    private void saturate() {
        ChatMember member = new ChatMember(place(), 1, traffic);
        enter(member);
        assertThat(written()).as("login and enter").isEqualTo(2);
        traffic.begin(new Pace(0), ALONE);
        assertThat(written()).isEqualTo(WINDOW);
    }

    @Test
    void aMessageIsOverWhenItIsAnsweredAndHeardByAllAndTheNextOneFollows() {
        saturate();

        hear(answer(0), notice(text(0)));
        assertThat(written()).isEqualTo(1);
        hear(answer(0));
        assertThat(written()).as("not heard yet").isZero();

        CompletableFuture<Void> quiet = traffic.end();
        hear(notice(text(1)), answer(0), notice(text(2)), answer(0), notice(text(3)), answer(0));
        assertThat(quiet).isNotDone();
        hear(notice(text(4)));

        assertThat(quiet).isCompleted();
        assertThat(traffic.trouble()).isNull();
        assertThat(traffic.messagesDelivered()).isEqualTo(5);
    }

    @Test
    void packetsMayComeInPieces() {
        saturate();
        byte[] both = Wire.concat(answer(0), notice(text(0)));

        for (byte each : both) {
            hear(new byte[] {each});
        }

        assertThat(written()).isEqualTo(1);
        assertThat(traffic.trouble()).isNull();
    }

    @Test
    void aMessageThatIsMissingIsSeenByTheNextOne() {
        saturate();

        hear(notice(text(1)));

        assertThat(traffic.trouble()).contains("user-0 heard", "out of order");
    }

    @Test
    void aMessageThatComesTwiceIsSeen() {
        saturate();

        hear(notice(text(0)), notice(text(0)));

        assertThat(traffic.trouble()).contains("twice");
    }

    @Test
    void aRefusalIsSeen() {
        saturate();

        hear(answer(83));

        assertThat(traffic.trouble()).isEqualTo("a message of user-0 was answered 83");
    }

    @Test
    void aSubscriberOfNatsIsReadyAtItsPongAndHearsTextsWithoutAnswers() {
        NatsMember member = new NatsMember(place(), 1, traffic);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        member.whenReady(() -> ready.complete(null));
        enter(member);
        hear(ascii("INFO {\"server_id\":\"x\"}\r\n"));
        assertThat(ready).isNotDone();
        hear(ascii("PONG\r\n"));
        assertThat(ready).isCompleted();
        assertThat(written()).isEqualTo(1);

        traffic.begin(new Pace(0), ALONE);
        assertThat(written()).isEqualTo(WINDOW);
        hear(ascii("MSG room.7 1 64\r\n" + text(0) + "\r\nMSG room.7 1 64\r\n" + text(1)), ascii("\r\n"));

        assertThat(written()).isEqualTo(2);
        assertThat(traffic.trouble()).isNull();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
