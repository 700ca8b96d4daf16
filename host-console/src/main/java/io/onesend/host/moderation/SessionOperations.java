package io.onesend.host.moderation;

import io.onesend.chat.admin.UserInfo;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.network.CidrBlock;
import io.onesend.network.Door;
import io.onesend.network.Session;
import io.onesend.network.SessionInfo;
import io.onesend.network.SessionOrder;
import io.onesend.network.SessionPage;
import io.onesend.network.SessionQuery;
import io.onesend.network.SlowReceiver;
import io.onesend.network.log.Counted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations that look at sessions: a list of them, one, and those that were slow. */
final class SessionOperations {

    private static final String SORT = "sort";
    private static final String USER = "user";
    private static final String ADDRESS = "address";
    private static final String DOOR = "door";
    private static final String ID = "id";

    private final Supplier<Optional<Served>> host;

    /** @param matching on all pages */
    record SessionList(
            List<SessionRow> sessions,
            int matching,
            @Nullable String next) {}

    /**
     * A slow receiver.
     *
     * @param user null: not logged in, or not any more
     * @param end the reason for which the session has ended; null: it goes on
     */
    record SlowRow(
            long id,
            String address,
            @Nullable String user,
            String lastSeen,
            long longestMillis,
            long mostQueuedBytes,
            boolean waiting,
            @Nullable String end) {}

    private SessionOperations(Supplier<Optional<Served>> host) {
        this.host = host;
    }

    static List<Operation> rows(Supplier<Optional<Served>> host) {
        SessionOperations rows = new SessionOperations(host);
        return List.of(
                new Operation(
                        "sessions",
                        List.of(
                                Paging.limit(),
                                Argument.choice(SORT, orders(), false, "which come first; age if it is not given")
                                        .after("by"),
                                Argument.optional(USER, Kind.USER, "only the session of this user")
                                        .named(),
                                Argument.optional(ADDRESS, Kind.ADDRESS, "only from these addresses")
                                        .named(),
                                Argument.choice(DOOR, doors(), false, "only those that came through this door")
                                        .named(),
                                Paging.after()),
                        "the sessions, with what each has received and sent",
                        Role.READ,
                        Route.get("/sessions"),
                        (who, given) -> rows.list(given)),
                new Operation(
                        "session",
                        List.of(Argument.required(ID, Kind.SESSION, "the number of a session")),
                        "one session",
                        Role.READ,
                        Route.get("/sessions/{id}"),
                        (who, given) -> rows.one(given.number(ID).orElseThrow())),
                new Operation(
                        "slow",
                        List.of(),
                        "receivers that were slow in the last five minutes",
                        Role.READ,
                        Route.get("/slow"),
                        (who, given) -> rows.slow()));
    }

    private static List<String> orders() {
        return Arrays.stream(SessionOrder.values()).map(SessionOrder::label).toList();
    }

    private static List<String> doors() {
        return Arrays.stream(Door.values()).map(Door::label).toList();
    }

    private OpsAnswer list(Arguments given) throws OpsException {
        SessionQuery query = query(given);
        Served served = Served.of(host);
        Optional<String> user = given.optionalText(USER);
        if (user.isPresent()) {
            return ofUser(served, user.get(), query);
        }
        SessionPage page = served.network().sessions(query);
        return answer(served, page);
    }

    private static SessionQuery query(Arguments given) throws OpsException {
        SessionOrder order = given.optionalText(SORT)
                .flatMap(sort -> Arrays.stream(SessionOrder.values())
                        .filter(each -> each.label().equals(sort))
                        .findFirst())
                .orElse(SessionOrder.AGE);
        SessionQuery query = SessionQuery.by(order).first(Paging.limit(given));
        Optional<String> address = given.optionalText(ADDRESS);
        if (address.isPresent()) {
            query = query.from(block(address.get()));
        }
        Optional<Door> door = given.optionalText(DOOR)
                .flatMap(label -> Arrays.stream(Door.values())
                        .filter(each -> each.label().equals(label))
                        .findFirst());
        if (door.isPresent()) {
            query = query.through(door.get());
        }
        Optional<String> after = given.optionalText(Paging.AFTER);
        return after.isPresent() ? query.after(cursor(after.get())) : query;
    }

    private static CidrBlock block(String text) throws OpsException {
        try {
            return CidrBlock.parse(text);
        } catch (IllegalArgumentException invalid) {
            throw OpsException.badRequest(ADDRESS, "is not an address: " + invalid.getMessage());
        }
    }

    private static SessionQuery.Cursor cursor(String text) throws OpsException {
        try {
            return SessionQuery.Cursor.parse(text);
        } catch (IllegalArgumentException invalid) {
            throw Paging.notAnEnd(text);
        }
    }

    private static OpsAnswer ofUser(Served served, String userId, SessionQuery query) throws OpsException {
        Optional<SessionInfo> found = Served.await(served.admin().user(userId))
                .flatMap(user -> served.network().session(user.session().id()));
        return answer(served, SessionPage.of(found.stream(), query));
    }

    private static OpsAnswer answer(Served served, SessionPage page) throws OpsException {
        Map<Session, UserInfo> users = served.usersOf(
                page.sessions().stream().map(SessionInfo::session).toList());
        List<SessionRow> rows = page.sessions().stream()
                .map(info -> SessionRow.of(info, users.get(info.session())))
                .toList();
        String next = page.next() == null ? null : page.next().toString();
        SessionList list = new SessionList(rows, page.matching(), next);
        return OpsAnswer.of(list, () -> lines(list));
    }

    private static List<String> lines(SessionList list) {
        Instant now = Instant.now();
        List<String> lines = new ArrayList<>();
        list.sessions().forEach(row -> lines.add(row.line(now)));
        lines.add(Paging.summary(list.sessions().size(), list.matching(), "session", list.next()));
        return lines;
    }

    private OpsAnswer one(long id) throws OpsException {
        Served served = Served.of(host);
        SessionInfo info = served.network()
                .session(id)
                .orElseThrow(() -> new OpsException(OpsException.Kind.NOT_FOUND, "there is no session " + id));
        Map<Session, UserInfo> users = served.usersOf(List.of(info.session()));
        SessionRow row = SessionRow.of(info, users.get(info.session()));
        return OpsAnswer.of(row, row.line(Instant.now()));
    }

    private OpsAnswer slow() throws OpsException {
        Served served = Served.of(host);
        List<SlowReceiver> slow =
                served.network().slowReceivers().stream().limit(Paging.MOST).toList();
        Map<Session, UserInfo> users =
                served.usersOf(slow.stream().map(SlowReceiver::session).toList());
        List<SlowRow> rows = slow.stream()
                .map(receiver -> row(receiver, users.get(receiver.session())))
                .toList();
        return OpsAnswer.of(
                rows,
                rows.isEmpty()
                        ? List.of("no receiver was slow in the last five minutes")
                        : rows.stream().map(SessionOperations::line).toList());
    }

    private static SlowRow row(SlowReceiver slow, @Nullable UserInfo user) {
        return new SlowRow(
                slow.session().id(),
                SessionRow.text(slow.session().remoteAddress()),
                user == null ? null : user.userId(),
                slow.lastSeen().toString(),
                slow.longest().toMillis(),
                slow.mostQueued(),
                slow.waiting(),
                slow.end() == null ? null : slow.end().name());
    }

    private static String line(SlowRow row) {
        String outcome = row.waiting() ? "still slow" : "reads again";
        return "#" + row.id() + " " + row.address() + (row.user() == null ? "" : " " + row.user()) + ", one write took "
                + row.longestMillis() + " ms, " + Counted.of(row.mostQueuedBytes(), "byte") + " waiting, "
                + (row.end() == null ? outcome : "ended: " + row.end());
    }
}
