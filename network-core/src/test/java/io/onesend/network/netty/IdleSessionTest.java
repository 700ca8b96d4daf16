package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names the objects that each session has for itself, because thousands of idle sessions pay for each. */
class IdleSessionTest {

    private static final NetworkConfig CONFIG =
            NetworkConfig.builder().maxFrameBytes(16_383).build();

    private final LogicLoop loop = LogicLoop.stepped();
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 1 << 16);
    private final SessionContext context = SessionContext.of(
            SharedContext.of(Logic.on(loop), new SessionRegistry(CONFIG), new SendBudget(1 << 20), inboundBudget),
            CONFIG,
            PacketDecoder.BYTES,
            RecordingListener.echo());
    private final EmbeddedChannel host = new EmbeddedChannel();
    private final SendLane lane = new SendLane(host.eventLoop());
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private SessionHandler open() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channels.add(channel);
        SessionHandler handler = new SessionHandler(channels.size(), channel, context, lane);
        channel.pipeline().addLast(handler);
        channel.pipeline().fireChannelActive();
        receive(channel, frame(7, (byte) 1));
        return handler;
    }

    private void receive(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        do {
            channel.runPendingTasks();
            host.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
        host.runPendingTasks();
        ByteBuf written;
        while ((written = channel.readOutbound()) != null) {
            written.release();
        }
    }

    @AfterEach
    void ends() {
        for (EmbeddedChannel channel : channels) {
            channel.close();
            receiveNothing(channel);
        }
        lane.batch().close();
        assertThat(inboundBudget.used()).isZero();
    }

    private void receiveNothing(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
    }

    /** The library's objects that can be reached from this one. */
    private static Set<Object> reachedFrom(Object first) {
        Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Queue<Object> next = new ArrayDeque<>(List.of(first));
        Object from;
        while ((from = next.poll()) != null) {
            if (reached.add(from)) {
                for (Class<?> type = from.getClass(); isOurs(type); type = type.getSuperclass()) {
                    fieldsOf(from, type).forEach(next::add);
                }
            }
        }
        return reached;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackageName().startsWith("io.onesend.network");
    }

    private static List<Object> fieldsOf(Object owner, Class<?> type) {
        List<Object> values = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                field.setAccessible(true);
                try {
                    Object value = field.get(owner);
                    if (value != null && isOurs(value.getClass()) && !isListing(owner, value)) {
                        values.add(value);
                    }
                } catch (IllegalAccessException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
        return values;
    }

    /** Whether this is how the list of all sessions leads to one, which is not its owner's. */
    private static boolean isListing(Object owner, Object value) {
        return value instanceof NettySession && (owner instanceof NettySession || owner instanceof SessionList);
    }

    private static List<String> ownObjects(SessionHandler one, SessionHandler other) {
        Set<Object> shared = reachedFrom(other);
        return reachedFrom(one).stream()
                .filter(object -> !shared.contains(object))
                .map(object -> object.getClass().getSimpleName())
                .toList();
    }

    @Test
    void hasTheseObjectsForItself() {
        assertThat(ownObjects(open(), open()))
                .containsExactlyInAnyOrder(
                        "SessionHandler",
                        "NettySession",
                        "InboundReader",
                        "InboundFrames",
                        "InboundQueue",
                        "InboundTally",
                        "SendQueue",
                        "SendAccount",
                        "SendPacketStore",
                        "SendChannelWriter",
                        "SendChannelPromise");
    }

    @Test
    void makesTheOthersWhenItNeedsThem() {
        SessionHandler used = open();
        used.session().setDeadline(Duration.ofDays(1), DisconnectReason.IDLE);
        used.session().relay();
        receive(channels.get(0), new byte[] {(byte) 0xff, 0x3f});
        receive(channels.get(0), new byte[5_000]);

        assertThat(ownObjects(used, open())).contains("SessionDeadline", "Limit", "SessionRelay", "InboundAccount");
    }

    @Test
    void forgetsADeadlineThatWasCleared() {
        SessionHandler used = open();
        used.session().setDeadline(Duration.ofDays(1), DisconnectReason.IDLE);
        used.session().clearDeadline();

        assertThat(ownObjects(used, open())).doesNotContain("SessionDeadline", "Limit");
    }
}
