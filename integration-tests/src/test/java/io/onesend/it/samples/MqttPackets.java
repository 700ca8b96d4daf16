package io.onesend.it.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketReader;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packets of MQTT 3.1.1 that {@link MqttSubset} knows, and how each looks on the wire. */
final class MqttPackets {

    static final int LEVEL = 4;
    static final int REFUSED_LEVEL = 1;

    private MqttPackets() {}

    /** What a client sends. */
    sealed interface FromClient {}

    /**
     * The first packet of a connection.
     *
     * @param level of the protocol; 4 is MQTT 3.1.1. With any other one, the rest is not read
     * @param clientId may be empty
     * @param keepAliveSeconds 0: the client may be silent for ever
     * @param will published when the connection breaks; null: nothing is
     */
    record Connect(
            int level,
            String clientId,
            int keepAliveSeconds,
            @Nullable Publish will) implements FromClient {}

    /** @param id answers for it; 0 without one, which is quality of service 0 */
    record Publish(String topic, byte[] payload, int qos, boolean retain, int id) implements FromClient {}

    record Acknowledge(int id) implements FromClient {}

    record Subscribe(int id, List<Subscription> subscriptions) implements FromClient {}

    record Subscription(String filter, int qos) {}

    record Unsubscribe(int id, List<String> filters) implements FromClient {}

    record Ping() implements FromClient {}

    record Disconnect() implements FromClient {}

    /** Runs on the I/O threads. What it throws closes the session with a protocol error. */
    static FromClient decode(PacketReader frame) {
        frame.order(ByteOrder.BIG_ENDIAN);
        int first = frame.u8();
        frame.varint32(4); // the length, by which the frame was cut
        return switch (first >> 4) {
            case 1 -> connect(frame);
            case 3 -> publish(frame, first >> 1 & 3, (first & 1) != 0);
            case 4 -> new Acknowledge(frame.u16());
            case 8 -> subscribe(frame);
            case 10 -> unsubscribe(frame);
            case 12 -> new Ping();
            case 14 -> new Disconnect();
            default -> throw new MalformedPacketException("packet of type " + (first >> 4));
        };
    }

    private static Connect connect(PacketReader frame) {
        String protocol = text(frame);
        int level = frame.u8();
        if (!protocol.equals("MQTT") || level != LEVEL) {
            return new Connect(0, "", 0, null);
        }
        int flags = frame.u8();
        int keepAlive = frame.u16();
        String clientId = text(frame);
        Publish will = null;
        if ((flags & 4) != 0) {
            will = new Publish(
                    text(frame), frame.bytes(frame.u16()), Math.min(1, flags >> 3 & 3), (flags & 32) != 0, 0);
        }
        // A name and a password may follow: this server lets everybody in.
        return new Connect(level, clientId, keepAlive, will);
    }

    private static Publish publish(PacketReader frame, int qos, boolean retain) {
        String topic = text(frame);
        int id = qos > 0 ? frame.u16() : 0;
        return new Publish(topic, frame.rest(), qos, retain, id);
    }

    private static Subscribe subscribe(PacketReader frame) {
        int id = frame.u16();
        List<Subscription> subscriptions = new ArrayList<>();
        while (frame.remaining() > 0) {
            subscriptions.add(new Subscription(text(frame), frame.u8()));
        }
        return new Subscribe(id, subscriptions);
    }

    private static Unsubscribe unsubscribe(PacketReader frame) {
        int id = frame.u16();
        List<String> filters = new ArrayList<>();
        while (frame.remaining() > 0) {
            filters.add(text(frame));
        }
        return new Unsubscribe(id, filters);
    }

    private static String text(PacketReader frame) {
        String text = frame.text(frame.u16());
        if (text == null || text.indexOf('\0') >= 0) {
            throw new MalformedPacketException("text that is not UTF-8, or has a NUL");
        }
        return text;
    }

    static EncodedPacket connected(int code) {
        return packet(0x20, new byte[] {0, (byte) code});
    }

    static EncodedPacket pong() {
        return packet(0xd0, new byte[0]);
    }

    static EncodedPacket acknowledge(int id) {
        return packet(0x40, idAnd(id));
    }

    /** @param codes the quality of service that each subscription gets, or 0x80: refused */
    static EncodedPacket subscribed(int id, byte[] codes) {
        return packet(0x90, idAnd(id, codes));
    }

    static EncodedPacket unsubscribed(int id) {
        return packet(0xb0, idAnd(id));
    }

    /** A message without acknowledgement may be dropped when a receiver is slow; any other one may not. */
    static EncodedPacket publish(String topic, byte[] payload, int qos, boolean retained, int id) {
        return EncodedPacket.encode(
                frame -> {
                    byte[] name = topic.getBytes(UTF_8);
                    frame.order(ByteOrder.BIG_ENDIAN).u8(0x30 | qos << 1 | (retained ? 1 : 0));
                    frame.varint32(2 + name.length + (qos > 0 ? 2 : 0) + payload.length, 4);
                    frame.u16(name.length);
                    frame.bytes(name);
                    if (qos > 0) {
                        frame.u16(id);
                    }
                    frame.bytes(payload);
                },
                qos > 0 ? Delivery.MUST_DELIVER : Delivery.NORMAL);
    }

    private static EncodedPacket packet(int first, byte[] body) {
        return EncodedPacket.encode(
                frame -> {
                    frame.u8(first);
                    frame.varint32(body.length, 4);
                    frame.bytes(body);
                },
                Delivery.MUST_DELIVER);
    }

    private static byte[] idAnd(int id, byte... more) {
        byte[] body = new byte[2 + more.length];
        body[0] = (byte) (id >> 8);
        body[1] = (byte) id;
        System.arraycopy(more, 0, body, 2, more.length);
        return body;
    }
}
