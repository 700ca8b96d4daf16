package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Applied;
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
import io.onesend.chat.cluster.Replies.Reaped;
import io.onesend.chat.cluster.Replies.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes what the models answer and publish as Redis does: lists of lists, numbers and bytes. */
final class ModelAnswers {

    private ModelAnswers() {}

    static List<Object> opened(Opened opened) {
        if (opened.status() == OpenStatus.FENCED || opened.status() == OpenStatus.STALE) {
            return List.of(bytes(opened.status().name()));
        }
        return List.of(
                bytes(opened.status().name()),
                opened.since(),
                opened.lastBatch(),
                feeds(opened.feeds()),
                beats(opened.beats()));
    }

    static List<Object> applied(Applied applied) {
        Object status = bytes(applied.status().name());
        return switch (applied.status()) {
            case FENCED, STALE -> List.of(status);
            case EARLY -> List.of(status, applied.lastBatch());
            case OK, DONE -> {
                List<Object> outcomes = new ArrayList<>();
                applied.outcomes().forEach(outcome -> outcomes.add(outcome(outcome)));
                yield List.of(status, applied.lastBatch(), outcomes);
            }
        };
    }

    private static Object outcome(Outcome outcome) {
        Refusal refusal = outcome.refusal();
        Object what = refusal == null
                ? (Object) outcome.offset()
                : bytes(refusal == Refusal.AT ? "AT " + outcome.host() : refusal.name());
        RoomState before = outcome.before();
        if (before == null) {
            return what;
        }
        return List.of(
                what,
                members(before),
                bytes(Long.toString(before.at().offset())),
                bytes(before.at().tagText()),
                entries(before),
                bytes(Long.toString(before.chain())));
    }

    static List<Object> read(List<ReadRoom> rooms) {
        List<Object> answers = new ArrayList<>();
        for (ReadRoom room : rooms) {
            Object status = bytes(room.status().name());
            switch (room.status()) {
                case SAME, LOST -> answers.add(List.of(status));
                case MORE, REWRITTEN -> {
                    RoomState state = Objects.requireNonNull(room.state());
                    List<Object> answer = new ArrayList<>(List.of(
                            status,
                            bytes(Long.toString(state.at().offset())),
                            bytes(state.at().tagText())));
                    if (room.status() == Replies.ReadStatus.REWRITTEN) {
                        answer.add(members(state));
                    }
                    answer.add(entries(state));
                    answer.add(bytes(Long.toString(state.chain())));
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    static List<Object> beaten(Beaten beaten) {
        return beaten.registered()
                ? List.of(bytes("OK"), feeds(beaten.feeds()), lines(beaten.late()), beats(beaten.beats()))
                : List.of(bytes("FENCED"));
    }

    private static List<Object> beats(List<Beats> beats) {
        List<Object> flat = new ArrayList<>();
        for (Beats each : beats) {
            flat.add(bytes(each.hid()));
            flat.add(each.live());
            flat.add(each.sure());
        }
        return flat;
    }

    static List<Object> reaped(Reaped reaped) {
        Object status = bytes(reaped.status().name());
        return switch (reaped.status()) {
            case ALIVE -> List.of(status);
            case GONE -> List.of(status, (long) reaped.left());
            case GOING ->
                List.of(
                        status,
                        (long) reaped.left(),
                        reaped.rooms().stream()
                                .map(room -> bytes(Integer.toString(room)))
                                .toList());
        };
    }

    static List<Object> claimed(Claimed claimed) {
        Object status = bytes(claimed.status().name());
        return claimed.status() == ClaimStatus.TAKEN || claimed.status() == ClaimStatus.HELD
                ? List.of(
                        status,
                        bytes(claimed.holder().claimId()),
                        bytes(claimed.holder().uniqueId()))
                : List.of(status);
    }

    static List<Object> holder(Holder holder) {
        return List.of(bytes(holder.claimId()), bytes(holder.uniqueId()));
    }

    static List<Object> hosts(HostLines hosts) {
        return List.of(bytes(hosts.known() ? "KNOWN" : "NEW"), lines(hosts.lines()));
    }

    static List<Object> lines(Map<String, String> lines) {
        List<Object> flat = new ArrayList<>();
        lines.forEach((name, line) -> {
            flat.add(bytes(name));
            flat.add(bytes(line));
        });
        return flat;
    }

    private static List<Object> feeds(List<FeedEnd> ends) {
        List<Object> flat = new ArrayList<>();
        for (FeedEnd end : ends) {
            flat.add(bytes(Integer.toString(end.channel())));
            flat.add(bytes(Long.toString(end.number())));
            flat.add(bytes(end.stamp()));
        }
        return flat;
    }

    private static List<Object> members(RoomState state) {
        List<Object> flat = new ArrayList<>();
        for (RoomState.Member member : state.members()) {
            flat.add(bytes(Long.toString(member.uniqueId())));
            flat.add(bytes(member.hid()));
            flat.add(bytes(Long.toString(member.offset())));
            flat.add(bytes(member.userId()));
        }
        return flat;
    }

    private static List<Object> entries(RoomState state) {
        List<Object> flat = new ArrayList<>();
        for (RoomState.Entry entry : state.newest()) {
            flat.add(bytes(entry.position().toString()));
            flat.add(EventCodec.encode(entry.event()));
        }
        return flat;
    }

    static byte[] feedMessage(FeedMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(message.number() + "\n" + message.before() + "\n" + message.stamp() + "\n"));
        for (FeedMessage.Event each : message.events()) {
            byte[] body = EventCodec.encode(each.event());
            Position at = each.position();
            out.writeBytes(bytes(each.room() + " " + at.offset() + " " + at.tagText() + " " + body.length + "\n"));
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
