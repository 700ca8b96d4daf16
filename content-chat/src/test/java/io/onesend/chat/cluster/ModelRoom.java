package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.cluster.Replies.ReadStatus;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room of {@link ModelRedis}: its whole stream, and its members in order of entry. */
final class ModelRoom {

    private static final int LONGEST_READ = 200;
    private static final int REWRITTEN_ENTRIES = 1024;

    final List<RoomState.Entry> stream = new ArrayList<>();
    final List<RoomState.Member> members = new ArrayList<>();

    /** How many events at the beginning cannot be read any more. */
    int trimmed;

    /** The offset of the last move; -1: none. */
    long movedAt = -1;

    private long chain = Chain.START;

    ModelRoom copy() {
        ModelRoom copy = new ModelRoom();
        copy.stream.addAll(stream);
        copy.members.addAll(members);
        copy.trimmed = trimmed;
        copy.movedAt = movedAt;
        copy.chain = chain;
        return copy;
    }

    long offset() {
        return stream.size();
    }

    RoomState.@Nullable Member member(long uniqueId) {
        for (RoomState.Member member : members) {
            if (member.uniqueId() == uniqueId) {
                return member;
            }
        }
        return null;
    }

    Position append(long tag, RoomEvent event) {
        Position position = new Position(offset() + 1, tag);
        stream.add(new RoomState.Entry(position, event));
        chain = Chain.after(chain, tag);
        return position;
    }

    RoomState state(int newest) {
        int from = Math.max(trimmed, stream.size() - newest);
        return new RoomState(members, end(), stream.subList(from, stream.size()), chain);
    }

    ReadRoom read(Position from) {
        if (stream.isEmpty()) {
            return new ReadRoom(ReadStatus.LOST, null);
        }
        boolean isAny = from.tag() == 0;
        if (from.equals(end()) || (isAny && from.offset() == offset())) {
            return new ReadRoom(ReadStatus.SAME, null);
        }
        int offset = (int) Math.min(from.offset(), Integer.MAX_VALUE);
        if (offset > 0 && offset <= trimmed && !isAny) {
            return new ReadRoom(ReadStatus.LOST, null);
        }
        boolean known = offset == 0
                || (offset <= stream.size()
                        && (isAny || stream.get(offset - 1).position().equals(from)));
        if (!known) {
            return new ReadRoom(ReadStatus.REWRITTEN, state(REWRITTEN_ENTRIES));
        }
        if (offset < trimmed || offset == stream.size()) {
            return new ReadRoom(ReadStatus.LOST, null);
        }
        int to = Math.min(stream.size(), offset + LONGEST_READ);
        return new ReadRoom(ReadStatus.MORE, new RoomState(List.of(), end(), stream.subList(offset, to), chain));
    }

    private Position end() {
        return stream.isEmpty() ? Position.START : stream.get(stream.size() - 1).position();
    }
}
