package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.SessionTokenNotify;
import io.onesend.network.packet.PacketReader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a member of a room keeps so that it can resume on another connection: its token, and how far it has heard the room. It also
 * follows a resume up to the last replayed event.
 */
final class KeptPlace {

    /** What the member does about it. */
    interface Owner {
        /** The session goes on, and everything has been repeated, or only some of it. */
        void resumed(boolean complete);

        /** The session cannot be resumed. */
        void notResumed(int result);

        /** The host is about to stop. Which host it names does not matter: the next one of the plan will do. */
        void sentAway(long afterMillis);

        /** Events are missed for good; tells how many. */
        void missed(long events);
    }

    /** What to ask for. */
    static final FeaturesRequest FEATURES = new FeaturesRequest(FeaturesRequest.VERSION, Features.ALL, 0);

    /** Between two attempts. */
    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int TOKEN = ChatProtocol.idFromServer(SessionTokenNotify.class);
    private static final int POSITION = ChatProtocol.idFromServer(RoomPositionNotify.class);
    private static final int RESUMED = ChatProtocol.idFromServer(ResumeResponse.class);
    private static final int MOVE = ChatProtocol.idFromServer(MoveNotify.class);
    private static final int GAP = ChatProtocol.idFromServer(RoomGapNotify.class);
    private static final int ENTERED = ChatProtocol.idFromServer(RoomNewUserNotify.class);
    private static final int LEFT = ChatProtocol.idFromServer(RoomLeaveUserNotify.class);

    private final Owner owner;
    private final String userId;
    private final int room;
    private @Nullable String token;
    private boolean hasPosition;
    private long offset;
    private long tag;

    /** Events of the replay that have not come yet. */
    private long toReplay;

    private boolean complete;

    KeptPlace(Owner owner, String userId, int room) {
        this.owner = owner;
        this.userId = userId;
        this.room = room;
    }

    /** Null if there is nothing to resume with. */
    @Nullable
    ResumeRequest request() {
        return token == null || !hasPosition ? null : new ResumeRequest(userId, token, room, offset, tag);
    }

    /** Something came that answers no request of the load's own; the frame is read up to its body. */
    void told(int id, PacketReader body) {
        if (id == POSITION) {
            offset = body.i64();
            tag = body.i64();
            hasPosition = true;
        } else if (id == ENTERED || id == LEFT) {
            event();
        } else if (id == TOKEN) {
            token = SessionTokenNotify.CODEC.read(body).token();
        } else if (id == GAP) {
            RoomGapNotify gap = RoomGapNotify.CODEC.read(body);
            owner.missed(Math.max(0, gap.toOffset() - gap.fromOffset() + 1));
        } else if (id == MOVE) {
            owner.sentAway(MoveNotify.CODEC.read(body).afterMillis());
        } else if (id == RESUMED) {
            answered(ResumeResponse.CODEC.read(body));
        }
    }

    /** A message, an entry or a leave was heard. */
    void event() {
        if (toReplay > 0 && --toReplay == 0) {
            owner.resumed(complete);
        }
    }

    private void answered(ResumeResponse answer) {
        if (!answer.hasKeptRoom()) {
            owner.notResumed(answer.result().code());
            return;
        }
        complete = answer.result() == ResultCode.NONE;
        toReplay = answer.replay();
        if (toReplay == 0) {
            owner.resumed(complete);
        }
    }
}
