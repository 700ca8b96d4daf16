package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Runs peers that reset their connections, each at some point of its session's life. */
final class ResettingPeers {

    /** The number of peers that reset together: some are not accepted by then, others not yet read. */
    private static final int MOST_AT_ONCE = 16;

    /** More packets than the number at which a server stops reading by default. */
    private static final int PACKETS_TO_PAUSE = 512;

    private static final int SMALL_RECEIVE_BUFFER = 4096;

    /** A peer's request to the server, with the id of its packet. */
    enum Ask {
        NOTHING,
        ANSWER,
        CLOSE,
        ABORT,
        /** Sends much more than the sockets of both sides hold. */
        FLOOD,
        /** Suspends the session for a moment. */
        PAUSE;

        private byte[] packet() {
            return frame(ordinal());
        }

        /** Garbage may be a packet too; it then requests nothing. */
        static Ask of(byte[] packet) {
            int id = packet[2];
            return id >= 0 && id < values().length ? values()[id] : NOTHING;
        }
    }

    /** How far a peer goes before it resets. */
    private enum Road {
        CONNECTED,
        GARBAGE_SENT,
        PART_OF_A_PACKET_SENT,
        PACKET_SENT,
        ANSWER_UNREAD,
        PART_OF_A_PACKET_SENT_AFTER_AN_ANSWER,
        GARBAGE_SENT_AFTER_AN_ANSWER,
        OUTPUT_ENDED,
        CLOSE_ASKED_FOR,
        CLOSE_SEEN,
        ABORT_ASKED_FOR,
        READING_PAUSED,
        FLOOD_UNREAD,
        FLOOD_UNREAD_AND_CLOSE_ASKED_FOR,
        FLOOD_UNREAD_AND_ABORT_ASKED_FOR;

        private boolean isFlooded() {
            return compareTo(FLOOD_UNREAD) >= 0;
        }
    }

    private final int port;
    private final PeerPlaces places;
    private final Random random;

    ResettingPeers(int port, PeerPlaces places, Random random) {
        this.port = port;
        this.places = places;
        this.random = random;
    }

    /** Takes some peers along one road, and resets each at once or all at the end; returns their number. */
    int walk(int most) throws IOException {
        Road road = Road.values()[random.nextInt(Road.values().length)];
        int count = 1 + random.nextInt(Math.min(MOST_AT_ONCE, most));
        boolean atOnce = random.nextBoolean();
        places.take(count);
        List<Peer> together = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Peer peer = new Peer(port, road.isFlooded() ? SMALL_RECEIVE_BUFFER : 0);
            walk(peer, road);
            if (atOnce) {
                peer.reset();
            } else {
                together.add(peer);
            }
        }
        for (Peer peer : together) {
            peer.reset();
        }
        return count;
    }

    private void walk(Peer peer, Road road) throws IOException {
        switch (road) {
            case CONNECTED -> {}
            case GARBAGE_SENT -> peer.send(garbage());
            case PART_OF_A_PACKET_SENT -> peer.send(partOfAPacket());
            case PACKET_SENT -> peer.send(Ask.NOTHING.packet());
            case ANSWER_UNREAD -> peer.send(Ask.ANSWER.packet());
            case PART_OF_A_PACKET_SENT_AFTER_AN_ANSWER -> {
                beAnswered(peer);
                peer.send(partOfAPacket());
            }
            case GARBAGE_SENT_AFTER_AN_ANSWER -> {
                beAnswered(peer);
                peer.send(garbage());
            }
            case OUTPUT_ENDED -> {
                peer.send(partOfAPacket());
                peer.endOutput();
            }
            case CLOSE_ASKED_FOR -> peer.send(Ask.CLOSE.packet());
            case CLOSE_SEEN -> {
                peer.send(Ask.CLOSE.packet());
                peer.expectOrderlyEnd();
            }
            case ABORT_ASKED_FOR -> peer.send(Ask.ABORT.packet());
            case READING_PAUSED -> peer.send(join(Ask.PAUSE.packet(), muchToHandle(), partOfAPacket()));
            case FLOOD_UNREAD -> beFlooded(peer);
            case FLOOD_UNREAD_AND_CLOSE_ASKED_FOR -> {
                beFlooded(peer);
                peer.send(Ask.CLOSE.packet());
            }
            case FLOOD_UNREAD_AND_ABORT_ASKED_FOR -> {
                beFlooded(peer);
                peer.send(Ask.ABORT.packet());
            }
        }
    }

    /** Makes bytes that mostly begin with an impossible length, and otherwise with the beginning of a packet. */
    private byte[] garbage() {
        byte[] garbage = new byte[1 + random.nextInt(300)];
        random.nextBytes(garbage);
        return garbage;
    }

    private byte[] partOfAPacket() {
        byte[] packet = frame(Ask.NOTHING.ordinal(), new byte[300]);
        return Arrays.copyOf(packet, 1 + random.nextInt(packet.length - 1));
    }

    private static byte[] muchToHandle() {
        byte[][] packets = new byte[PACKETS_TO_PAUSE][];
        Arrays.fill(packets, Ask.NOTHING.packet());
        return join(packets);
    }

    static void beAnswered(Peer peer) throws IOException {
        peer.send(Ask.ANSWER.packet());
        assertThat(peer.receive()).isEqualTo(Ask.ANSWER.packet());
    }

    /** The first byte has come; the rest is on its way, most of it in a send that waits for room. */
    private static void beFlooded(Peer peer) throws IOException {
        peer.send(Ask.FLOOD.packet());
        assertThat(peer.receive(1)).hasSize(1);
    }
}
