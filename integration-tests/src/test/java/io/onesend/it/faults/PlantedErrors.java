package io.onesend.it.faults;

import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.checker.ClientLog.Fate;
import io.onesend.chat.checker.ClientLog.Stay;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Falsifies the evidence of a real run in one place, where the checker has to find it. */
final class PlantedErrors {

    private PlantedErrors() {}

    /** An accepted text that Redis has lost, from the middle of a stream; what follows has moved up. */
    static FaultEvidence lostText(FaultEvidence real) {
        RoomStream stream = real.streams().get(0);
        List<RoomStream.Entry> kept = new ArrayList<>(stream.entries());
        kept.remove(middleText(stream));
        List<RoomStream.Entry> entries = new ArrayList<>();
        kept.forEach(entry -> entries.add(new RoomStream.Entry(entries.size() + 1, entry.tag(), entry.event())));
        List<RoomStream> streams = new ArrayList<>(real.streams());
        streams.set(0, new RoomStream(stream.room(), entries));
        return new FaultEvidence(real.rules(), streams, real.logs());
    }

    private static int middleText(RoomStream stream) {
        int place = stream.entries().size() / 2;
        while (!(stream.entries().get(place).event() instanceof RoomEvent.Said)) {
            place++;
        }
        return place;
    }

    /** A text that one user has heard twice. */
    static FaultEvidence doubledText(FaultEvidence real) {
        return withHeard(real, heard -> heard.add(middleChat(heard), heard.get(middleChat(heard))));
    }

    /** A text that one user has not heard. */
    static FaultEvidence missedText(FaultEvidence real) {
        return withHeard(real, heard -> heard.remove(middleChat(heard)));
    }

    /** Two texts that one user has heard in the other order. */
    static FaultEvidence swappedTexts(FaultEvidence real) {
        return withHeard(real, heard -> {
            int first = middleChat(heard);
            int second = first + 1;
            while (!(heard.get(second) instanceof RoomChatNotify)) {
                second++;
            }
            ServerPacket earlier = heard.set(first, heard.get(second));
            heard.set(second, earlier);
        });
    }

    private static int middleChat(List<ServerPacket> heard) {
        int place = heard.size() / 2;
        while (!(heard.get(place) instanceof RoomChatNotify)) {
            place++;
        }
        return place;
    }

    /** The user with the longest stay heard this instead. */
    private static FaultEvidence withHeard(FaultEvidence real, Consumer<List<ServerPacket>> change) {
        List<ClientLog> logs = new ArrayList<>(real.logs());
        int chosen = 0;
        for (int index = 0; index < logs.size(); index++) {
            chosen = longestStay(logs.get(index)).heard().size()
                            > longestStay(logs.get(chosen)).heard().size()
                    ? index
                    : chosen;
        }
        logs.set(chosen, copy(logs.get(chosen), change));
        return new FaultEvidence(real.rules(), real.streams(), logs);
    }

    private static Stay longestStay(ClientLog log) {
        return log.stays().stream()
                .max((one, other) ->
                        Integer.compare(one.heard().size(), other.heard().size()))
                .orElseThrow();
    }

    private static ClientLog copy(ClientLog log, Consumer<List<ServerPacket>> change) {
        ClientLog copy = new ClientLog(log.toString());
        log.fates().forEach((text, fate) -> {
            copy.said(text);
            if (fate != Fate.UNKNOWN) {
                copy.answered(text, fate == Fate.ACCEPTED ? ResultCode.NONE : ResultCode.ROOM_TOO_MANY_PACKET);
            }
        });
        for (Stay stay : log.stays()) {
            copy.entered(stay.room());
            copy.received(new RoomUserListNotify(stay.members()));
            List<ServerPacket> heard = new ArrayList<>(stay.heard());
            if (stay == longestStay(log)) {
                change.accept(heard);
            }
            heard.forEach(copy::received);
            switch (stay.end()) {
                case LEFT -> copy.left();
                case CLOSED -> copy.closed();
                case STILL_THERE -> {}
            }
        }
        return copy;
    }
}
