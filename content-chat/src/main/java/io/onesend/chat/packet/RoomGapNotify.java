package io.onesend.chat.packet;

import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketCodec;

/**
 * Says that the client has missed events for good. A new list of the room's users follows, and a new position.
 *
 * @param fromOffset of the first event missed
 * @param toOffset of the last one
 */
public record RoomGapNotify(int roomNumber, long fromOffset, long toOffset, Reason reason) implements ServerPacket {

    public static final PacketCodec<RoomGapNotify> CODEC = PacketCodec.of(
            body -> new RoomGapNotify(body.i32(), body.i64(), body.i64(), Reason.fromCode(body.u8())),
            (packet, body) -> {
                body.i32(packet.roomNumber);
                body.i64(packet.fromOffset);
                body.i64(packet.toOffset);
                body.u8(packet.reason.code());
            });

    /** Why events are missing. */
    public enum Reason {
        /** They are older than what the server keeps, or more than it repeats. */
        TRIMMED(1),
        /** The room's history was replaced by another one after a failure. */
        REWRITTEN(2),
        /** The room's history is gone. */
        LOST(3),
        /** After a failure, the server cannot tell in time whether it has everything again. */
        UNCERTAIN(4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** The number on the wire. */
        public int code() {
            return code;
        }

        static Reason fromCode(int code) {
            for (Reason reason : values()) {
                if (reason.code == code) {
                    return reason;
                }
            }
            throw new MalformedPacketException("no reason of a gap has the number " + code);
        }
    }
}
