package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.network.DisconnectReason;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a dummy. It handles frames where they are received, without making packets of them: callbacks are inline,
 * so decoding happens on the one thread of the run, and a link decodes for its own session only.
 */
final class Link implements PacketDecoder<Object>, SessionListener<Object> {

    /** Receives the events of a link in order: up or failed, then what arrives, and at last down if it was up. */
    interface Owner {
        void up();

        void failed(String why);

        /** It has ended. */
        void down(DisconnectReason reason);

        void answered(Answer answer, int result);

        /** The frame is read up to its body. */
        void heard(PacketReader notify);

        /** The frame is read up to its body. */
        void echoed(PacketReader echo);

        /** Any other packet. The frame is read up to its body. */
        void told(int id, PacketReader body);
    }

    private static final PacketRegistry<?, ClientPacket> REGISTRY = ChatProtocol.clientRegistry();
    private static final int NOTIFY = ChatProtocol.idFromServer(RoomChatNotify.class);
    private static final int ECHO = ChatProtocol.idFromServer(DevEcho.class);
    private static final Object LOOKED_AT = new Object();

    private final Owner owner;
    private @Nullable Session session;
    private boolean closing;

    Link(Owner owner) {
        this.owner = owner;
    }

    boolean isUp() {
        Session current = session;
        return current != null && current.isOpen();
    }

    /** Whether this side has closed it. */
    boolean isClosing() {
        return closing;
    }

    boolean request(ClientPacket packet) {
        try (EncodedPacket encoded = REGISTRY.encode(packet)) {
            return send(encoded);
        }
    }

    /** Sends a whole frame; false if the connection has ended. */
    boolean send(byte[] frame) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            return send(packet);
        }
    }

    private boolean send(EncodedPacket packet) {
        Session current = session;
        return current != null && current.send(packet) == SendResult.ACCEPTED;
    }

    /** Closes in order. */
    void close() {
        closing = true;
        Session current = session;
        if (current != null) {
            current.close(DisconnectReason.CLOSED_BY_CLIENT);
        }
    }

    /** Closes in order, as if the connection were lost: its owner may go on with another. */
    void hangUp() {
        Session current = session;
        if (current != null) {
            current.close(DisconnectReason.CLOSED_BY_CLIENT);
        }
    }

    @Override
    public void onConnect(Session connected) {
        session = connected;
        if (closing) {
            connected.abort(DisconnectReason.CLOSED_BY_CLIENT);
        } else {
            owner.up();
        }
    }

    @Override
    public Object decode(PacketReader frame) {
        frame.u16();
        int id = frame.u16();
        frame.u8();
        if (id == NOTIFY) {
            owner.heard(frame);
        } else if (id == ECHO) {
            owner.echoed(frame);
        } else {
            Answer answer = Answer.ofId(id);
            if (answer != null) {
                owner.answered(answer, frame.u16());
            } else {
                owner.told(id, frame);
            }
        }
        return LOOKED_AT;
    }

    /** Nothing is left to do: the frame was handled when it was decoded. */
    @Override
    public void onReceive(Session from, Object lookedAt) {}

    @Override
    public void onDisconnect(Session ended, DisconnectReason reason) {
        session = null;
        owner.down(reason);
    }
}
