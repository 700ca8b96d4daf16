package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Functions.Claim;
import io.onesend.chat.cluster.Functions.Reaping;
import io.onesend.chat.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads calls as the functions in Redis read them, and gives them to the models. */
final class ModelCalls {

    private static final int FIELDS_OF_AN_EVENT = 8;

    private ModelCalls() {}

    /** Answers a call of a partition. */
    static List<Object> answer(ModelRedis model, FunctionCall call) {
        Arguments arguments = new Arguments(call);
        return switch (call.name()) {
            case "os1_open" -> ModelAnswers.opened(model.open(arguments.text(0), arguments.number(1)));
            case "os1_apply" -> ModelAnswers.applied(model.apply(batch(arguments)));
            case "os1_read" -> ModelAnswers.read(model.read(positions(arguments)));
            case "os1_beat" ->
                ModelAnswers.beaten(model.beat(arguments.text(0), arguments.number(1), arguments.number(2) == 1));
            case "os1_reap" -> ModelAnswers.reaped(model.reap(reaping(arguments)));
            default -> throw new IllegalArgumentException("no function on a partition: " + call.name());
        };
    }

    /** Answers a call on keys of no partition. */
    static List<Object> answer(ModelClaims model, FunctionCall call) {
        Arguments arguments = new Arguments(call);
        String key = call.keys().get(0);
        return switch (call.name()) {
            case "os1_claim" -> ModelAnswers.claimed(model.claim(key, claim(arguments)));
            case "os1_release" ->
                List.of(ModelAnswers.bytes(
                        model.release(key, arguments.text(0), arguments.number(1), arguments.number(2) > 0)
                                ? "OK"
                                : "OTHER"));
            case "os1_holder" -> ModelAnswers.holder(model.holder(key));
            case "os1_host" ->
                ModelAnswers.hosts(
                        model.host(arguments.text(0), arguments.text(1), arguments.text(2), arguments.text(3)));
            case "os1_meta" -> ModelAnswers.lines(model.meta(terms(arguments)));
            default -> throw new IllegalArgumentException("no function on keys of no partition: " + call.name());
        };
    }

    private static Batch batch(Arguments arguments) {
        int rooms = Math.toIntExact(arguments.number(6));
        List<Proposal> proposals = new ArrayList<>();
        for (int at = 7 + rooms; at < arguments.count(); at += FIELDS_OF_AN_EVENT) {
            int room = Math.toIntExact(arguments.number(6 + Math.toIntExact(arguments.number(at))));
            proposals.add(proposal(room, arguments, at));
        }
        return new Batch(arguments.text(0), arguments.number(1), arguments.number(2), proposals);
    }

    private static Proposal proposal(int room, Arguments arguments, int at) {
        RoomEvent event = EventCodec.decode(arguments.bytes(at + 6));
        String extra = arguments.text(at + 7);
        boolean moves = event instanceof RoomEvent.Moved;
        boolean enters = event instanceof RoomEvent.Entered;
        return new Proposal(
                room,
                Math.toIntExact(arguments.number(at + 1)),
                event,
                Long.parseUnsignedLong(arguments.text(at + 3)),
                enters ? Integer.parseInt(extra) : Proposal.NO_STATE,
                event instanceof RoomEvent.Said && extra.equals("1"),
                moves ? extra.substring(extra.indexOf(' ') + 1) : null);
    }

    private static Map<Integer, Position> positions(Arguments arguments) {
        Map<Integer, Position> positions = new LinkedHashMap<>();
        for (int i = 0; i < arguments.count() / 2; i++) {
            positions.put(arguments.room(3 * i), Position.of(arguments.text(2 * i), arguments.text(2 * i + 1)));
        }
        return positions;
    }

    private static Reaping reaping(Arguments arguments) {
        int rooms = Math.toIntExact(arguments.number(4));
        Map<Integer, Integer> channels = new LinkedHashMap<>();
        for (int i = 0; i < rooms; i++) {
            channels.put(Math.toIntExact(arguments.number(5 + 2 * i)), Math.toIntExact(arguments.number(6 + 2 * i)));
        }
        List<Long> tags = new ArrayList<>();
        for (int at = 5 + 2 * rooms; at < arguments.count(); at++) {
            tags.add(Long.parseUnsignedLong(arguments.text(at)));
        }
        return new Reaping(arguments.text(0), arguments.text(1), channels, tags);
    }

    private static Claim claim(Arguments arguments) {
        return new Claim(
                arguments.text(0),
                arguments.number(1),
                arguments.text(2),
                arguments.number(3),
                arguments.text(4),
                arguments.text(5),
                arguments.text(6));
    }

    private static Map<String, String> terms(Arguments arguments) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (int at = 0; at < arguments.count(); at += 2) {
            terms.put(arguments.text(at), arguments.text(at + 1));
        }
        return terms;
    }

    /** The arguments of a call, and the rooms that its keys name. */
    private record Arguments(FunctionCall call) {

        int count() {
            return call.arguments().size();
        }

        byte[] bytes(int index) {
            return call.arguments().get(index);
        }

        String text(int index) {
            return new String(bytes(index), StandardCharsets.UTF_8);
        }

        long number(int index) {
            return Long.parseLong(text(index));
        }

        /** The room whose first key is this one: {@code prefix{tag}:r<number>}. */
        int room(int key) {
            String name = call.keys().get(key);
            return Integer.parseInt(name.substring(name.lastIndexOf("}:r") + 3));
        }
    }
}
