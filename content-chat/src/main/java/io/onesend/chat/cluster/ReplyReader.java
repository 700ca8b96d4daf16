package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Applied;
import io.onesend.chat.cluster.Replies.ApplyStatus;
import io.onesend.chat.cluster.Replies.Beaten;
import io.onesend.chat.cluster.Replies.Beats;
import io.onesend.chat.cluster.Replies.ClaimStatus;
import io.onesend.chat.cluster.Replies.Claimed;
import io.onesend.chat.cluster.Replies.FeedEnd;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.cluster.Replies.HostLines;
import io.onesend.chat.cluster.Replies.OpenStatus;
import io.onesend.chat.cluster.Replies.Opened;
import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.cluster.Replies.ReadStatus;
import io.onesend.chat.cluster.Replies.ReapStatus;
import io.onesend.chat.cluster.Replies.Reaped;
import io.onesend.chat.cluster.Replies.Refusal;
import io.onesend.chat.cluster.RoomState.Entry;
import io.onesend.chat.cluster.RoomState.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a function answered: lists of lists, {@code Long}s and byte arrays. Each method throws an
 * {@link IllegalArgumentException} or {@link ClassCastException} for what no function answers.
 */
final class ReplyReader {

    private static final String MEMBER_OF = Refusal.AT + " ";

    private ReplyReader() {}

    static Opened opened(List<?> reply) {
        OpenStatus status = OpenStatus.valueOf(text(reply.get(0)));
        if (reply.size() == 1) {
            return new Opened(status, 0, 0, List.of(), List.of());
        }
        return new Opened(
                status, (Long) reply.get(1), (Long) reply.get(2), feeds(list(reply.get(3))), beats(list(reply.get(4))));
    }

    static Applied applied(List<?> reply) {
        ApplyStatus status = ApplyStatus.valueOf(text(reply.get(0)));
        long last = reply.size() > 1 ? (Long) reply.get(1) : 0;
        List<?> outcomes = reply.size() > 2 ? list(reply.get(2)) : List.of();
        List<Outcome> read = new ArrayList<>();
        for (Object each : outcomes) {
            read.add(
                    each instanceof List<?> withState
                            ? outcome(withState.get(0)).with(state(withState, 1))
                            : outcome(each));
        }
        return new Applied(status, last, read);
    }

    private static Outcome outcome(Object value) {
        if (value instanceof Long offset) {
            return Outcome.at(offset);
        }
        String refusal = text(value);
        return refusal.startsWith(MEMBER_OF)
                ? Outcome.memberOf(refusal.substring(MEMBER_OF.length()))
                : Outcome.refused(Refusal.valueOf(refusal));
    }

    static List<ReadRoom> read(List<?> reply) {
        List<ReadRoom> rooms = new ArrayList<>();
        for (Object each : reply) {
            List<?> room = list(each);
            ReadStatus status = ReadStatus.valueOf(text(room.get(0)));
            rooms.add(
                    switch (status) {
                        case SAME, LOST -> new ReadRoom(status, null);
                        case MORE ->
                            new ReadRoom(
                                    status,
                                    new RoomState(
                                            List.of(),
                                            position(room, 1),
                                            entries(list(room.get(3))),
                                            chain(room.get(4))));
                        case REWRITTEN ->
                            new ReadRoom(
                                    status,
                                    new RoomState(
                                            members(list(room.get(3))),
                                            position(room, 1),
                                            entries(list(room.get(4))),
                                            chain(room.get(5))));
                    });
        }
        return rooms;
    }

    static Beaten beaten(List<?> reply) {
        if (reply.size() == 1) {
            return new Beaten(false, List.of(), Map.of(), List.of());
        }
        return new Beaten(true, feeds(list(reply.get(1))), pairs(list(reply.get(2))), beats(list(reply.get(3))));
    }

    private static List<Beats> beats(List<?> values) {
        List<Beats> beats = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 3) {
            beats.add(new Beats(text(values.get(i)), (Long) values.get(i + 1), (Long) values.get(i + 2)));
        }
        return beats;
    }

    static Reaped reaped(List<?> reply) {
        ReapStatus status = ReapStatus.valueOf(text(reply.get(0)));
        List<?> rooms = reply.size() < 3 ? List.of() : list(reply.get(2));
        return new Reaped(
                status,
                reply.size() == 1 ? 0 : Math.toIntExact((Long) reply.get(1)),
                rooms.stream().map(room -> Integer.valueOf(text(room))).toList());
    }

    static Claimed claimed(List<?> reply) {
        ClaimStatus status = ClaimStatus.valueOf(text(reply.get(0)));
        return new Claimed(
                status, reply.size() == 1 ? Holder.NOBODY : new Holder(text(reply.get(1)), text(reply.get(2))));
    }

    /** Whether the holder has given the user id back. */
    static boolean released(List<?> reply) {
        return text(reply.get(0)).equals("OK");
    }

    static Holder holder(List<?> reply) {
        return new Holder(text(reply.get(0)), text(reply.get(1)));
    }

    static HostLines hosts(List<?> reply) {
        return new HostLines(text(reply.get(0)).equals("KNOWN"), pairs(list(reply.get(1))));
    }

    /** What all hosts agree on, by name. */
    static Map<String, String> meta(List<?> reply) {
        return pairs(reply);
    }

    private static Map<String, String> pairs(List<?> values) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i += 2) {
            pairs.put(text(values.get(i)), text(values.get(i + 1)));
        }
        return pairs;
    }

    private static RoomState state(List<?> values, int from) {
        return new RoomState(
                members(list(values.get(from))),
                position(values, from + 1),
                entries(list(values.get(from + 3))),
                chain(values.get(from + 4)));
    }

    private static long chain(Object value) {
        return Long.parseLong(text(value));
    }

    private static Position position(List<?> values, int from) {
        return Position.of(text(values.get(from)), text(values.get(from + 1)));
    }

    private static List<Member> members(List<?> values) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 4) {
            members.add(new Member(
                    Long.parseLong(text(values.get(i))),
                    text(values.get(i + 1)),
                    Long.parseLong(text(values.get(i + 2))),
                    text(values.get(i + 3))));
        }
        return members;
    }

    private static List<Entry> entries(List<?> values) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 2) {
            entries.add(new Entry(Position.parse(text(values.get(i))), EventCodec.decode((byte[]) values.get(i + 1))));
        }
        return entries;
    }

    private static List<FeedEnd> feeds(List<?> values) {
        List<FeedEnd> feeds = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 3) {
            feeds.add(new FeedEnd(
                    Integer.parseInt(text(values.get(i))),
                    Long.parseLong(text(values.get(i + 1))),
                    text(values.get(i + 2))));
        }
        return feeds;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static String text(Object value) {
        return new String((byte[]) value, StandardCharsets.UTF_8);
    }
}
