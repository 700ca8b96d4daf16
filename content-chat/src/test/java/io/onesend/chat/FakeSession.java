package io.onesend.chat;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.SendResult;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketRegistry;
import io.onesend.network.testing.StubSession;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A session without a socket, on a stepped loop: records what is sent as bytes, and ends through the loop as a real one does. */
public final class FakeSession extends StubSession {

    private static final PacketRegistry<ServerPacket, ClientPacket> CLIENT = ChatProtocol.clientRegistry();

    private final SocketAddress address;
    private final LogicLoop loop;
    private final SessionListener<ClientPacket> listener;

    private final List<byte[]> sent = new ArrayList<>();
    private final Queue<ClientPacket> inbound = new ArrayDeque<>();
    private boolean inputEnded;
    private boolean suspended;
    private boolean open = true;
    private int sendsUntilClosed = Integer.MAX_VALUE;
    private int offered;
    private @Nullable Duration deadline;
    private @Nullable DisconnectReason deadlineReason;
    private boolean deadlineIsOfSilence;
    private @Nullable DisconnectReason ended;
    private boolean stalled;
    private boolean failsAtNextSend;

    public FakeSession(long id, SocketAddress address, LogicLoop loop, SessionListener<ClientPacket> listener) {
        super(id);
        this.address = address;
        this.loop = loop;
        this.listener = listener;
        loop.execute(() -> listener.onConnect(this));
        settle();
    }

    /** The client sends this; everything that follows of it has been done on return. */
    public void receive(ClientPacket... packets) {
        inbound.addAll(List.of(packets));
        loop.execute(this::deliver);
        settle();
    }

    /** The client sends this; nothing of it is handled before the loop's next steps. */
    public void receiveLater(ClientPacket packet) {
        inbound.add(packet);
        loop.execute(this::deliver);
    }

    /** The client ends its sending side, behind what it has sent. */
    public void endInput() {
        inputEnded = true;
        loop.execute(this::deliver);
        settle();
    }

    /** The client is gone; the server notices with the loop's next steps. */
    public void hangUpLater() {
        end(DisconnectReason.CLOSED_BY_PEER);
    }

    /** The client is gone. */
    public void hangUp() {
        end(DisconnectReason.CLOSED_BY_PEER);
        settle();
    }

    /** The client reads nothing more: from now on a close in order does not end until it is cut short. */
    public void stall() {
        stalled = true;
    }

    /** What was sent since the last call, decoded as a client decodes it. */
    public List<ServerPacket> takeSent() {
        if (sent.isEmpty()) {
            return List.of();
        }
        List<ServerPacket> packets = new ArrayList<>();
        for (byte[] frames : sent) {
            for (int at = 0; at < frames.length; ) {
                int length = (frames[at] & 0xff) + ((frames[at + 1] & 0xff) << 8);
                packets.add(CLIENT.decode(PacketReader.over(Arrays.copyOfRange(frames, at, at + length))));
                at += length;
            }
        }
        sent.clear();
        return packets;
    }

    public List<byte[]> sentBytes() {
        return sent;
    }

    /** The send that is the so-many-th from now closes the session, as one over a byte limit does. */
    public void closeAtSend(int number) {
        sendsUntilClosed = number;
    }

    /** The next send fails as only a defect makes it fail. */
    public void failAtNextSend() {
        failsAtNextSend = true;
    }

    /** Packets that were offered, in vain or not. */
    public int offered() {
        return offered;
    }

    public @Nullable DisconnectReason ended() {
        return ended;
    }

    public @Nullable Duration deadline() {
        return deadline;
    }

    /** Whether each packet gives the session the time again. */
    public boolean isDeadlineOfSilence() {
        return deadlineIsOfSilence;
    }

    public @Nullable DisconnectReason deadlineReason() {
        return deadlineReason;
    }

    public boolean isSuspended() {
        return suspended;
    }

    /** Runs the loop until it has nothing left to do. */
    public void settle() {
        while (loop.step() > 0) {
            continue;
        }
    }

    private void deliver() {
        while (open && !suspended && !inbound.isEmpty()) {
            listener.onReceive(this, inbound.remove());
        }
        if (inputEnded && open && !suspended) {
            inputEnded = false;
            listener.onInputEnd(this);
        }
    }

    private void end(DisconnectReason reason) {
        if (open) {
            open = false;
            ended = reason;
            loop.execute(() -> listener.onDisconnect(this, reason));
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return address;
    }

    @Override
    public LogicLoop logicLoop() {
        return loop;
    }

    @Override
    public SendResult send(EncodedPacket packet) {
        offered++;
        if (failsAtNextSend) {
            failsAtNextSend = false;
            throw new IllegalStateException("a defect of the test's");
        }
        if (open && --sendsUntilClosed == 0) {
            end(DisconnectReason.SEND_LIMIT);
        }
        if (!open) {
            return SendResult.CLOSED;
        }
        sent.add(packet.toBytes());
        return SendResult.ACCEPTED;
    }

    @Override
    public void close(DisconnectReason reason) {
        if (stalled) {
            open = false;
        } else {
            end(reason);
        }
    }

    @Override
    public void abort(DisconnectReason reason) {
        open |= stalled && ended == null;
        end(reason);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void suspend() {
        suspended = true;
    }

    @Override
    public void resume() {
        suspended = false;
        loop.execute(this::deliver);
    }

    @Override
    public void setDeadline(Duration fromNow, DisconnectReason reason) {
        deadline = fromNow;
        deadlineIsOfSilence = false;
        deadlineReason = reason;
    }

    @Override
    public void setSilenceDeadline(Duration silence, DisconnectReason reason) {
        setDeadline(silence, reason);
        deadlineIsOfSilence = true;
    }

    @Override
    public void clearDeadline() {
        deadline = null;
        deadlineReason = null;
    }
}
