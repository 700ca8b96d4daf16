package io.onesend.network.netty;

import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketRegistry;
import org.jspecify.annotations.Nullable;

/** A room message as the chat protocol has it: fixed fields, 262 bytes to the server and 295 to each receiver. */
final class Packets {

    static final int REQUEST_BYTES = 262;
    static final int NOTIFY_BYTES = 295;

    static final int ID = 21;
    static final int USER_ID_BYTES = 33;
    static final int TEXT_BYTES = 257;

    record Request(@Nullable String text) {}

    record Notify(String userId, String text) {}

    private static final PacketCodec<Request> REQUEST =
            PacketCodec.of(body -> new Request(body.fixedText(TEXT_BYTES)), (request, body) -> {
                throw new UnsupportedOperationException("is only received");
            });

    private static final PacketCodec<Notify> NOTIFY = PacketCodec.of(
            body -> {
                throw new UnsupportedOperationException("is only sent");
            },
            (notify, body) -> {
                body.fixedText(notify.userId(), USER_ID_BYTES);
                body.fixedText(notify.text(), TEXT_BYTES);
            });

    static final PacketRegistry<Request, Notify> REGISTRY = PacketRegistry.<Request, Notify>builder(id -> {
                throw new IllegalStateException("nobody receives " + id);
            })
            .receives(ID, REQUEST)
            .sends(ID, Notify.class, NOTIFY)
            .build();

    /** A sentence, as people send; the field is mostly zeros. */
    static final String TEXT = "Shall we meet at the harbour at half past seven?";

    static final Notify NOTIFY_OF_A_SENTENCE = new Notify("somebody", TEXT);

    private Packets() {}

    static EncodedPacket encodedNotify() {
        EncodedPacket packet = REGISTRY.encode(NOTIFY_OF_A_SENTENCE);
        if (packet.length() != NOTIFY_BYTES) {
            throw new IllegalStateException(packet.length() + " bytes");
        }
        return packet;
    }
}
