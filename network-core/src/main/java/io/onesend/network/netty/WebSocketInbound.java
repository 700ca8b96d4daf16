package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.DisconnectReason;
import io.onesend.network.InboundRate;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes packets of the WebSocket frames that a session receives: a message, also one in fragments, is exactly one packet. Answers
 * pings, and knows how the peer has closed. Once this side closes, messages are dropped, and only the peer's close frame counts.
 */
@IoThread
final class WebSocketInbound implements InboundFrames.Sink {

    /** How many control frames a peer may send, and fragments without a byte; a browser sends one for each ping. */
    private static final InboundRate CONTROL_FRAMES = new InboundRate(10, 30);

    private static final String NOT_UTF_8 = "a text message that is not UTF-8";

    private final NettySession session;
    private final InboundReader reader;
    private final InboundFrames.Sink packets;
    private final boolean ofClient;
    private final WebSocketControl control;
    private final int messageOpcode;
    private final int maxMessageBytes;
    private final InboundTokenBucket controlFrames;
    private InboundFrameCutter packetCutter;

    /** Made with the first text. */
    private @Nullable WebSocketUtf8 utf8;

    /** The message that has begun; null: none has. */
    private @Nullable ByteBuf fragments;

    /** The bytes of it that are known to be UTF-8. */
    private int checkedBytes;

    private final long pingNanos;
    private long lastPing;
    private boolean closedByPeer;
    private int peersCode = CloseCodes.NO_CODE;
    private String peersText = "";
    private int faultCode = CloseCodes.NO_CODE;

    /** @param packets takes the messages: the reader, or what stands in front of it */
    WebSocketInbound(
            NettySession session,
            InboundReader reader,
            InboundFrames.Sink packets,
            Framing framing,
            SessionContext context) {
        this.session = session;
        this.reader = reader;
        this.packets = packets;
        this.ofClient = framing.isMasked();
        this.control = WebSocketControl.of(framing);
        this.messageOpcode = framing.isText() ? WebSocketFrameCutter.TEXT : WebSocketFrameCutter.BINARY;
        this.packetCutter = context.cutter().forSession();
        this.maxMessageBytes = context.config().maxFrameBytes();
        this.controlFrames = InboundReader.newBucket(CONTROL_FRAMES, session.lane());
        this.pingNanos = context.webSocketPing().toNanos();
        this.lastPing = session.lane().now();
    }

    /** What follows the last message is a packet of another format. */
    void change(InboundFrameCutter other) {
        packetCutter = other.forSession();
    }

    @Override
    public boolean frame(PacketReader frame, int length) {
        assert !closedByPeer;
        ByteBuffer bytes = PacketBuffers.source(frame);
        int from = PacketBuffers.position(frame);
        int opcode = WebSocketFrameCutter.opcode(bytes, from);
        int payload = from + WebSocketFrameCutter.headerBytes(bytes, from);
        int payloadBytes = from + length - payload;
        WebSocketFrameCutter.unmask(bytes, from, payload, payloadBytes);
        if (WebSocketFrameCutter.isControl(opcode)) {
            return control(opcode, bytes, payload, payloadBytes);
        }
        if (session.isClosedHere()) {
            return true;
        }
        return data(opcode, WebSocketFrameCutter.isFinal(bytes.get(from)), frame, bytes, payload, payloadBytes);
    }

    // ---- messages

    private boolean data(
            int opcode, boolean last, PacketReader frame, ByteBuffer bytes, int payload, int payloadBytes) {
        boolean begins = opcode != WebSocketFrameCutter.CONTINUATION;
        if (begins == (fragments != null)) {
            throw new WebSocketFault(
                    CloseCodes.PROTOCOL_ERROR,
                    begins
                            ? "a message begins before the last one has ended"
                            : "no message has begun that this continues");
        }
        if (begins && opcode != messageOpcode) {
            throw new WebSocketFault(CloseCodes.WRONG_KIND, "a text message where binary is meant, or the other way");
        }
        if (begins && last) {
            return message(frame, bytes, payload, payloadBytes);
        }
        if (payloadBytes == 0 && !last && !takesControl()) {
            return false;
        }
        ByteBuf message = keep(bytes, payload, payloadBytes);
        if (last) {
            return messageOf(message);
        }
        checkText(message);
        return true;
    }

    private ByteBuf keep(ByteBuffer bytes, int payload, int payloadBytes) {
        ByteBuf message = fragments;
        if (message == null) {
            message = PacketBuffers.ALLOCATOR.directBuffer(payloadBytes);
            fragments = message;
        }
        if (message.readableBytes() + payloadBytes > maxMessageBytes) {
            throw new WebSocketFault(
                    CloseCodes.TOO_BIG, "a message in fragments; at most " + maxMessageBytes + " bytes are allowed");
        }
        message.writeBytes(bytes.slice(payload, payloadBytes));
        reader.keepsBeside(message.capacity());
        return message;
    }

    /** Refuses a text as soon as a fragment shows that it is none. */
    private void checkText(ByteBuf message) {
        if (messageOpcode != WebSocketFrameCutter.TEXT) {
            return;
        }
        int unchecked = message.readableBytes() - checkedBytes;
        int valid = utf8().validBytes(message.nioBuffer(checkedBytes, unchecked));
        if (valid < 0) {
            throw new WebSocketFault(CloseCodes.INVALID_MESSAGE, NOT_UTF_8);
        }
        checkedBytes += valid;
    }

    private boolean messageOf(ByteBuf message) {
        try {
            PacketReader reader = new PacketReader();
            PacketBuffers.lend(reader, message, 0);
            int length = message.readableBytes();
            return message(reader, message.nioBuffer(0, length), 0, length);
        } finally {
            release();
        }
    }

    private boolean message(PacketReader reader, ByteBuffer bytes, int from, int length) {
        if (messageOpcode == WebSocketFrameCutter.TEXT
                && !utf8().isValid(bytes, from + checkedBytes, length - checkedBytes)) {
            throw new WebSocketFault(CloseCodes.INVALID_MESSAGE, NOT_UTF_8);
        }
        if (!packetCutter.isOneFrame(bytes, from, length)) {
            throw new MalformedPacketException("a message of " + length + " bytes is not one packet");
        }
        reader.wrap(bytes, from, packetCutter.contentLength(bytes, from, length));
        return packets.frame(reader, length);
    }

    private WebSocketUtf8 utf8() {
        WebSocketUtf8 made = utf8;
        if (made == null) {
            made = new WebSocketUtf8();
            utf8 = made;
        }
        return made;
    }

    // ---- control frames

    private boolean control(int opcode, ByteBuffer bytes, int payload, int payloadBytes) {
        session.context().counters().controlFrame(kindOf(opcode));
        if (!takesControl()) {
            return false;
        }
        if (opcode == WebSocketFrameCutter.PING) {
            session.sendQueue().writeFirst(control.pong(bytes, payload, payloadBytes));
        } else if (opcode == WebSocketFrameCutter.CLOSE) {
            closed(bytes, payload, payloadBytes);
        }
        return !closedByPeer;
    }

    private static String kindOf(int opcode) {
        return switch (opcode) {
            case WebSocketFrameCutter.PING -> "ping";
            case WebSocketFrameCutter.PONG -> "pong";
            default -> "close";
        };
    }

    /** Whether the peer may send one more frame that no other limit counts. If not, the session ends. */
    private boolean takesControl() {
        refillControlFrames();
        if (!controlFrames.take(1)) {
            session.abort(DisconnectReason.RATE_LIMIT.withDetail("control frames and empty fragments"));
            return false;
        }
        return true;
    }

    private void refillControlFrames() {
        SendLane lane = session.lane();
        long time = lane.realTime();
        controlFrames.refill(time, lane.stoodStill(time));
    }

    /** Nothing is read for now. */
    void beginPause() {
        refillControlFrames();
    }

    /** What has come since then waited for this side, and is no flood. */
    void endPause() {
        SendLane lane = session.lane();
        long time = lane.realTime();
        controlFrames.refillAfterPause(time, lane.stoodStill(time));
    }

    private void closed(ByteBuffer bytes, int payload, int payloadBytes) {
        if (payloadBytes > 0) {
            int code =
                    payloadBytes == 1 ? 0 : (bytes.get(payload) & 0xff) << Byte.SIZE | (bytes.get(payload + 1) & 0xff);
            if (!CloseCodes.mayBeSent(code)) {
                throw new WebSocketFault(CloseCodes.PROTOCOL_ERROR, "a close frame with the code " + code);
            }
            if (!utf8().isValid(bytes, payload + 2, payloadBytes - 2)) {
                throw new WebSocketFault(CloseCodes.INVALID_MESSAGE, "a close frame whose text is not UTF-8");
            }
            peersCode = code;
            peersText = !ofClient ? "" : textOf(bytes, payload + 2, payloadBytes - 2);
        }
        closedByPeer = true;
        session.peerClosed();
    }

    private static String textOf(ByteBuffer bytes, int from, int length) {
        return StandardCharsets.UTF_8.decode(bytes.slice(from, length)).toString();
    }

    /** Asks the peer whether it is there, unless a pong waits to be written: then the peer has just shown that. */
    void sweep(long now) {
        if (pingNanos > 0 && now - lastPing >= pingNanos) {
            lastPing = now;
            if (!session.sendQueue().hasFirst()) {
                session.sendQueue().writeFirst(control.ping());
            }
        }
    }

    // ---- the end

    /** The peer broke a rule. What follows in the stream cannot be told apart any more. */
    void failed(RuntimeException fault) {
        if (faultCode == CloseCodes.NO_CODE) {
            faultCode = fault instanceof WebSocketFault known ? known.code() : CloseCodes.INVALID_MESSAGE;
        }
        session.close(DisconnectReason.PROTOCOL_ERROR.withDetail(String.valueOf(fault.getMessage())));
    }

    /** Whether the peer broke a rule, so that its close frame cannot be found any more. */
    boolean hasFailed() {
        return faultCode != CloseCodes.NO_CODE;
    }

    /** Whether this side is the client. */
    boolean isOfClient() {
        return ofClient;
    }

    /** What makes the control frames of this side. */
    WebSocketControl control() {
        return control;
    }

    /** Whether the peer's close frame has come. Whatever follows it is no frame. */
    boolean isClosedByPeer() {
        return closedByPeer;
    }

    /** What the peer's close frame says: its code, and perhaps a text. Empty: there was none, or it had no code. */
    String peersWords() {
        return peersCode == CloseCodes.NO_CODE ? "" : (peersCode + " " + peersText).trim();
    }

    /** The code of this side's close frame: the one of a fault, the peer's own, or what the reason says. */
    int closeCode() {
        if (hasFailed()) {
            return faultCode;
        }
        DisconnectReason reason = session.reason();
        boolean isPeers = reason.name().equals(DisconnectReason.CLOSED_BY_PEER.name());
        return isPeers && closedByPeer ? peersCode : CloseCodes.of(reason);
    }

    void release() {
        ByteBuf message = fragments;
        if (message != null) {
            fragments = null;
            checkedBytes = 0;
            message.release();
            reader.keepsBeside(0);
        }
    }
}
