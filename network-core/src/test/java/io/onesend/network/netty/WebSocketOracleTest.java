package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what is read and written of WebSocket frames with Netty's own decoder and encoder. */
class WebSocketOracleTest {

    /** Each is read by both; by hand {@code -Dwebsocket.streams=100000}. */
    private static final int STREAMS = Integer.getInteger("websocket.streams", 1_000);

    private static final int MOST = 70_000;

    private static final int[] FIRST_BYTES = {0x82, 0x82, 0x82, 0x81, 0x89, 0x8a, 0x8a};

    /** What a decoder made of a stream. */
    private record Read(List<String> payloads, boolean refused) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20})
    void writesTheHeaderThatNettyWrites(int length) {
        EmbeddedChannel netty = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        netty.writeOutbound(new BinaryWebSocketFrame(Unpooled.buffer(length).writeZero(length)));
        ByteBuf expected = Unpooled.buffer();
        ByteBuf part;
        while ((part = netty.readOutbound()) != null) {
            expected.writeBytes(part);
            part.release();
        }
        netty.close();
        ByteBuf header = Unpooled.buffer();
        Framing.WEBSOCKET_BINARY.appendHeader(length, header);

        assertThat(header.readableBytes()).isEqualTo(Framing.WEBSOCKET_BINARY.headerBytes(length));
        assertThat(ByteBufUtil.hexDump(header))
                .isEqualTo(ByteBufUtil.hexDump(expected, 0, expected.readableBytes() - length));
    }

    /** Netty's key is random too, so its own decoder reads what a client would send. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 5000, 65_535, 65_536, 1 << 20})
    void nettyReadsWhatAClientSends(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        SendBatch batch = SendFramedBatch.of(Framing.MASKED_BINARY, PacketBuffers.ALLOCATOR, true);
        EmbeddedChannel netty = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(1 << 20)
                .allowMaskMismatch(false)
                .expectMaskedFrames(true)
                .build()));
        for (int i = 0; i < 2; i++) {
            EncodedPacket packet = EncodedPacket.copyOf(payload);
            batch.fill(new ArrayDeque<>(List.of(packet))::poll);
            ByteBuf frame = batch.take();
            assertThat(frame.readableBytes()).isEqualTo(Framing.MASKED_BINARY.headerBytes(length) + length);
            netty.writeInbound(frame);
            batch.endOfTurn();
            assertThat(PacketBuffers.references(packet)).isZero();
            WebSocketFrame read = netty.readInbound();
            assertThat(ByteBufUtil.getBytes(read.content())).isEqualTo(payload);
            read.release();
        }
        batch.close();
        netty.close();
    }

    @Test
    void readsWhatNettyReadsAndRefusesWhatItRefuses() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = randomStream(random);
            Read expected = byNetty(stream);
            Read read = byUs(stream, random);
            assertThat(read)
                    .as("seed %d, stream %d: %s", seed, i, ByteBufUtil.hexDump(stream))
                    .isEqualTo(expected);
            refused += read.refused ? 1 : 0;
        }
        assertThat(refused).as("some streams were broken").isBetween(STREAMS / 50, STREAMS - STREAMS / 50);
    }

    /** Frames that may be sent, and in half of the streams one that may not. */
    private static byte[] randomStream(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        int frames = 1 + random.nextInt(6);
        int broken = random.nextBoolean() ? random.nextInt(frames) : -1;
        for (int i = 0; i < frames; i++) {
            int first = FIRST_BYTES[random.nextInt(FIRST_BYTES.length)];
            int longest = (first & 8) != 0 ? 126 : random.nextInt(50) == 0 ? MOST + 10 : 300;
            byte[] payload = new byte[random.nextInt(longest)];
            random.nextBytes(payload);
            byte[] frame = WebSocketFrames.frame(first, payload);
            if (i == broken) {
                breakHead(frame, random);
            }
            stream.writeBytes(frame);
        }
        return stream.toByteArray();
    }

    /** Not in a way that only the order of frames shows: that is looked at elsewhere. */
    private static void breakHead(byte[] frame, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> frame[0] ^= (byte) (1 << 4 + random.nextInt(3)); // a reserved bit
            case 1 -> frame[0] = (byte) (0x80 | 3 + random.nextInt(5)); // a reserved opcode
            default -> frame[1] ^= (byte) 0x80; // the mask bit
        }
    }

    private static Read byNetty(byte[] stream) {
        EmbeddedChannel netty = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MOST)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build()));
        boolean refused = false;
        try {
            netty.writeInbound(Unpooled.wrappedBuffer(stream));
        } catch (DecoderException violation) {
            refused = true;
        }
        List<String> payloads = new ArrayList<>();
        WebSocketFrame frame;
        while ((frame = netty.readInbound()) != null) {
            payloads.add(ByteBufUtil.hexDump(frame.content()));
            frame.release();
        }
        netty.close();
        return new Read(payloads, refused);
    }

    private static Read byUs(byte[] stream, Random random) {
        List<String> payloads = new ArrayList<>();
        InboundFrames frames = new InboundFrames(new WebSocketFrameCutter(MOST, true), new PacketReader());
        boolean refused = false;
        try {
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + 1 + random.nextInt(500));
                frames.add(Unpooled.directBuffer().writeBytes(stream, from, to - from));
                frames.cut((frame, length) -> payloads.add(payloadOf(frame, length)));
                from = to;
            }
        } catch (WebSocketFault fault) {
            refused = true;
        }
        frames.release();
        return new Read(payloads, refused);
    }

    private static String payloadOf(PacketReader frame, int length) {
        var bytes = PacketBuffers.source(frame);
        int from = PacketBuffers.position(frame);
        int header = WebSocketFrameCutter.headerBytes(bytes, from);
        WebSocketFrameCutter.unmask(bytes, from, from + header, length - header);
        byte[] payload = new byte[length - header];
        bytes.get(from + header, payload);
        return ByteBufUtil.hexDump(payload);
    }

    @Test
    void unmasksEveryLengthAndAlignment() {
        for (int length = 0; length < 70; length++) {
            byte[] payload = new byte[length];
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (i * 31);
            }
            byte[] stream = WebSocketFrames.frame(0x82, payload);
            assertThat(byUs(stream, new Random(length)).payloads).containsExactly(ByteBufUtil.hexDump(payload));
        }
    }
}
