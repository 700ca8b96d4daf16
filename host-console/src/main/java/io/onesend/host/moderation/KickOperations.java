package io.onesend.host.moderation;

import io.onesend.chat.admin.UserInfo;
import io.onesend.chat.statistics.ToldElsewhere;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Argument.Proposals;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.network.Session;
import io.onesend.network.SessionInfo;
import io.onesend.network.log.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations on those who are here: sending somebody away, and saying something to a room or to all. */
final class KickOperations {

    private static final String WHO = "who";
    private static final String REASON = "reason";
    private static final String TO = "to";
    private static final String TEXT = "text";
    private static final String ALL = "all";

    private static final Pattern SESSION = Pattern.compile("#[0-9]{1,18}");
    private static final Pattern ROOM = Pattern.compile("[0-9]{1,18}");

    private final Supplier<Optional<Served>> host;

    /** @param user null: it was not logged in */
    record Kicked(long session, String address, @Nullable String user) {}

    /**
     * What came of a notice.
     *
     * @param receivers on this host
     * @param elsewhere users of other hosts; null: a room's, whom this host does not count
     * @param silent other hosts without an answer, whose users may have heard it or not
     */
    record Noticed(String to, int receivers, @Nullable Integer elsewhere, List<String> silent) {}

    private KickOperations(Supplier<Optional<Served>> host) {
        this.host = host;
    }

    static List<Operation> rows(Supplier<Optional<Served>> host) {
        KickOperations rows = new KickOperations(host);
        return List.of(
                new Operation(
                        "kick",
                        List.of(
                                Argument.required(WHO, Kind.WORD, "a user of this host, or #ID of a session"),
                                Argument.optional(REASON, Kind.TEXT, "why; for the log")),
                        "send somebody away, who may come back",
                        Role.OPERATE,
                        Route.post("/kick"),
                        (who, given) -> rows.kick(given)),
                new Operation(
                        "notice",
                        List.of(
                                Argument.required(TO, Kind.WORD, "a room, or all: every user; both on all hosts")
                                        .completedBy(Proposals.of(List.of(ALL))),
                                Argument.required(TEXT, Kind.MESSAGE, "what is said, up to 256 bytes")),
                        "say something to a room or to all, under the name *",
                        Role.OPERATE,
                        Route.post("/notice"),
                        (who, given) -> rows.notice(given)));
    }

    private OpsAnswer kick(Arguments given) throws OpsException {
        String who = given.text(WHO);
        String why = given.optionalText(REASON).orElse("");
        Served served = Served.of(host);
        Kicked kicked = SESSION.matcher(who).matches()
                ? kickSession(served, Long.parseLong(who.substring(1)), why)
                : kickUser(served, who, why);
        return OpsAnswer.of(
                kicked,
                (kicked.user() == null ? "session" : kicked.user() + ", session") + " #" + kicked.session() + " of "
                        + kicked.address() + ", was sent away");
    }

    private static Kicked kickUser(Served served, String userId, String why) throws OpsException {
        UserInfo user = Served.await(served.admin().kick(userId, why))
                .orElseThrow(() -> new OpsException(
                        OpsException.Kind.NOT_FOUND,
                        userId + " is not logged in on this host"
                                + (served.chat().hosts().isEmpty() ? "" : "; whereis tells where it is")));
        return new Kicked(user.session().id(), SessionRow.text(user.session().remoteAddress()), user.userId());
    }

    private static Kicked kickSession(Served served, long id, String why) throws OpsException {
        Session session = served.network().session(id).map(SessionInfo::session).orElseThrow(() -> noSession(id));
        Map<Session, UserInfo> users = served.usersOf(List.of(session));
        if (!Served.await(served.admin().kick(session, why))) {
            throw noSession(id);
        }
        UserInfo user = users.get(session);
        return new Kicked(id, SessionRow.text(session.remoteAddress()), user == null ? null : user.userId());
    }

    private static OpsException noSession(long id) {
        return new OpsException(OpsException.Kind.NOT_FOUND, "there is no session " + id);
    }

    private OpsAnswer notice(Arguments given) throws OpsException {
        String to = given.text(TO);
        boolean toAll = to.equals(ALL);
        if (!toAll && !ROOM.matcher(to).matches()) {
            throw OpsException.badRequest(TO, "is '" + to + "', which is neither a room's number nor all");
        }
        Served served = Served.of(host);
        try {
            return toAll ? toAll(served, given.text(TEXT)) : toRoom(served, Long.parseLong(to), given.text(TEXT));
        } catch (IllegalArgumentException noPacketHoldsIt) {
            throw OpsException.badRequest(TEXT, "cannot be sent: " + noPacketHoldsIt.getMessage());
        }
    }

    private static OpsAnswer toRoom(Served served, long room, String text) throws OpsException {
        int receivers = Served.await(served.admin().notice(ChatOperations.roomNumber(room), text))
                .orElseThrow(() -> ChatOperations.noRoom(room));
        return OpsAnswer.of(
                new Noticed(Long.toString(room), receivers, null, List.of()),
                "said to " + Counted.of(receivers, "user") + " of this host"
                        + (served.chat().hosts().isEmpty() ? "" : ", and to the room's users of the other hosts"));
    }

    private static OpsAnswer toAll(Served served, String text) throws OpsException {
        // Other hosts take their time while this one tells its own users.
        CompletionStage<ToldElsewhere> asked = served.chat().noticeElsewhere(text);
        int here = Served.await(served.admin().noticeToAll(text));
        ToldElsewhere elsewhere = Served.await(asked);
        List<String> silent = elsewhere.silent().stream()
                .map(host -> host.name().isEmpty() ? host.hid() : host.name())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("said to " + Counted.of(here, "user") + " of this host"
                + (elsewhere.hosts() == 0
                        ? ""
                        : " and " + Counted.of(elsewhere.users(), "user") + " of "
                                + Counted.of(elsewhere.hosts(), "other host")));
        silent.forEach(name -> lines.add(name + " has not answered: its users may not have heard it"));
        return OpsAnswer.of(new Noticed(ALL, here, elsewhere.users(), silent), lines);
    }
}
