package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.packet.EncodedPacket;
import java.nio.ByteBuffer;

/** The store {@code ring} of a client's WebSocket: masks each packet where it was copied to. */
final class SendMaskedRingStore extends SendFramedRingStore {

    SendMaskedRingStore(Framing framing, SendAccount account) {
        super(framing, account);
    }

    @Override
    @AnyThread
    void copyIn(EncodedPacket packet, long from, int bytes, ByteBuffer ring) {
        super.copyIn(packet, from, bytes, ring);
        int key = WebSocketMask.newKey();
        long payload = from + bytes - packet.length();
        // Either may go around the end of the ring anywhere, so it is done byte by byte.
        for (int i = -WebSocketMask.KEY_BYTES; i < packet.length(); i++) {
            int at = (int) (payload + i) & ring.capacity() - 1;
            int ofKey = key >>> (Byte.SIZE * (WebSocketMask.KEY_BYTES - 1 - Math.floorMod(i, WebSocketMask.KEY_BYTES)));
            ring.put(at, (byte) (i < 0 ? ofKey : ring.get(at) ^ ofKey));
        }
    }
}
