package io.onesend.host.moderation;

import io.onesend.chat.admin.RoomInfo;
import io.onesend.chat.admin.RoomMembersPage;
import io.onesend.chat.admin.RoomPage;
import io.onesend.chat.admin.RoomQuery;
import io.onesend.chat.admin.UserInfo;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.network.log.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations that look at users and rooms. */
final class ChatOperations {

    private static final String PREFIX = "prefix";
    private static final String SORT = "sort";
    private static final String ROOM = "room";

    private final Supplier<Optional<Served>> host;

    /** The numbers of the JSON's {@code perSecond} have one digit behind the point. */
    record RoomRow(int number, int users, int here, long messages, double perSecond) {
        static RoomRow of(RoomInfo room) {
            return new RoomRow(
                    room.number(),
                    room.users(),
                    room.here(),
                    room.messages(),
                    Math.round(room.perSecond() * 10) / 10.0);
        }
    }

    record UserList(List<UserRow> users, @Nullable String next) {}

    /** @param inUse rooms with a member on this host */
    record RoomList(
            List<RoomRow> rooms, int inUse, @Nullable String next) {}

    /** @param here null: the member is on another host */
    record MemberRow(String user, @Nullable UserRow here) {}

    record RoomMembers(
            RoomRow room, List<MemberRow> members, @Nullable String next) {}

    private ChatOperations(Supplier<Optional<Served>> host) {
        this.host = host;
    }

    static List<Operation> rows(Supplier<Optional<Served>> host) {
        ChatOperations rows = new ChatOperations(host);
        return List.of(
                new Operation(
                        "users",
                        List.of(
                                Argument.optional(PREFIX, Kind.WORD, "only ids that begin with this"),
                                Paging.limit().named(),
                                Paging.after()),
                        "the users of this host",
                        Role.READ,
                        Route.get("/users"),
                        (who, given) -> rows.users(given)),
                new Operation(
                        "rooms",
                        List.of(
                                Paging.limit(),
                                Argument.choice(SORT, orders(), false, "which come first; users if it is not given")
                                        .after("by"),
                                Paging.after()),
                        "the rooms that have a member on this host",
                        Role.READ,
                        Route.get("/rooms"),
                        (who, given) -> rows.rooms(given)),
                new Operation(
                        ROOM,
                        List.of(
                                Argument.required(ROOM, Kind.ROOM, "the number of a room"),
                                Paging.limit(),
                                Paging.after()),
                        "the members of a room",
                        Role.READ,
                        Route.get("/rooms/{room}"),
                        (who, given) -> rows.room(given)));
    }

    private static List<String> orders() {
        return Arrays.stream(RoomQuery.Order.values())
                .map(ChatOperations::label)
                .toList();
    }

    private static String label(RoomQuery.Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private OpsAnswer users(Arguments given) throws OpsException {
        int limit = Paging.limit(given);
        String after = given.optionalText(Paging.AFTER).orElse("");
        Served served = Served.of(host);
        List<UserInfo> users =
                Served.await(served.admin().users(given.optionalText(PREFIX).orElse(""), after, limit));
        List<UserRow> rows = users.stream().map(UserRow::of).toList();
        String next = rows.size() < limit ? null : rows.get(rows.size() - 1).user();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(row.line()));
        lines.add(Counted.of(rows.size(), "user") + (next == null ? "" : "; the next with after=" + next));
        return OpsAnswer.of(new UserList(rows, next), lines);
    }

    private OpsAnswer rooms(Arguments given) throws OpsException {
        RoomQuery.Order order = given.optionalText(SORT)
                .flatMap(sort -> Arrays.stream(RoomQuery.Order.values())
                        .filter(each -> label(each).equals(sort))
                        .findFirst())
                .orElse(RoomQuery.Order.USERS);
        RoomQuery query = new RoomQuery(order, Paging.limit(given), cursor(given));
        RoomPage page = Served.await(Served.of(host).admin().rooms(query));
        List<RoomRow> rows = page.rooms().stream().map(RoomRow::of).toList();
        String next = page.next() == null ? null : page.next().toString();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row)));
        lines.add(Paging.summary(rows.size(), page.inUse(), "room", next));
        return OpsAnswer.of(new RoomList(rows, page.inUse(), next), lines);
    }

    private static RoomQuery.@Nullable Cursor cursor(Arguments given) throws OpsException {
        Optional<String> after = given.optionalText(Paging.AFTER);
        try {
            return after.map(RoomQuery.Cursor::parse).orElse(null);
        } catch (IllegalArgumentException invalid) {
            throw Paging.notAnEnd(after.orElse(""));
        }
    }

    private OpsAnswer room(Arguments given) throws OpsException {
        int limit = Paging.limit(given);
        int from = Paging.passedOver(given);
        long number = given.number(ROOM).orElseThrow();
        RoomMembersPage page = Served.await(Served.of(host).admin().room(roomNumber(number), from, limit))
                .orElseThrow(() -> noRoom(number));
        List<MemberRow> rows = page.members().stream()
                .map(member -> new MemberRow(member.userId(), member.here() == null ? null : UserRow.of(member.here())))
                .toList();
        String next = page.hasMore() ? Integer.toString(from + rows.size()) : null;
        List<String> lines = new ArrayList<>();
        lines.add(line(RoomRow.of(page.room())));
        rows.forEach(row -> lines.add("  "
                + (row.here() == null
                        ? row.user() + " on another host"
                        : row.here().line())));
        if (next != null) {
            lines.add("the next with after=" + next);
        }
        return OpsAnswer.of(new RoomMembers(RoomRow.of(page.room()), rows, next), lines);
    }

    /** A number that no room has stays one. */
    static int roomNumber(long number) {
        return number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    static OpsException noRoom(long number) {
        return new OpsException(OpsException.Kind.NOT_FOUND, "there is no room " + number);
    }

    private static String line(RoomRow room) {
        return "room " + room.number() + ": " + Counted.of(room.users(), "user")
                + (room.here() == room.users() ? "" : ", " + room.here() + " of them here") + ", "
                + Counted.of(room.messages(), "message") + ", " + room.perSecond() + " a second";
    }
}
