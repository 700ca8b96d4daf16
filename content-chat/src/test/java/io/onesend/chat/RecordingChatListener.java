package io.onesend.chat;

import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a client's listener heard, to be looked at from a test's thread. */
final class RecordingChatListener implements ChatClient.Listener {

    private final List<ServerPacket> packets = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    @Override
    public void onPacket(ServerPacket packet) {
        packets.add(packet);
    }

    @Override
    public void onDisconnect(DisconnectReason reason) {
        ended = true;
    }

    /** Everything but the answers that are a result. */
    List<ServerPacket> notifies() {
        return packets.stream()
                .filter(packet -> !(packet instanceof ResultResponse))
                .toList();
    }

    boolean hasEnded() {
        return ended;
    }
}
