package io.onesend.host.moderation;

import io.onesend.chat.ban.Ban;
import io.onesend.chat.ban.BanTarget;
import io.onesend.chat.user.UserIdRule;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations on bans. */
final class BanOperations {

    private static final String WHO = "who";
    private static final String DURATION = "duration";
    private static final String REASON = "reason";

    private final Supplier<Optional<Served>> host;

    /**
     * A ban as lists show it.
     *
     * @param who an address, a block of them or a user id
     * @param kind {@code address} or {@code user}
     * @param until null: it does not end by itself
     */
    record BanRow(
            String who, String kind, String since, @Nullable String until, String by, String reason) {
        static BanRow of(Ban ban) {
            return new BanRow(
                    ban.target().toString(),
                    ban.target() instanceof BanTarget.User ? "user" : "address",
                    ban.since().toString(),
                    ban.until() == null ? null : ban.until().toString(),
                    ban.by(),
                    ban.reason());
        }

        String line() {
            return kind + " " + who + end(" for good") + ", by " + by + " at " + Paging.toTheSecond(since)
                    + (reason.isEmpty() ? "" : ": " + reason);
        }

        private String end(String endless) {
            return until == null ? endless : " until " + Paging.toTheSecond(until);
        }
    }

    record BanList(List<BanRow> bans, int count, @Nullable String next) {}

    /** @param stored whether other hosts have it too, and a restart keeps it */
    record Banned(BanRow ban, boolean stored) {}

    record Unbanned(String who, boolean stored) {}

    private BanOperations(Supplier<Optional<Served>> host) {
        this.host = host;
    }

    static List<Operation> rows(Supplier<Optional<Served>> host) {
        BanOperations rows = new BanOperations(host);
        return List.of(
                new Operation(
                        "bans",
                        List.of(Paging.limit(), Paging.after()),
                        "who is kept out; the first to end comes first",
                        Role.READ,
                        Route.get("/bans"),
                        (who, given) -> rows.list(given)),
                new Operation(
                        "ban",
                        List.of(
                                Argument.required(WHO, Kind.WORD, "an address, a block of them or a user"),
                                Argument.optional(
                                                DURATION,
                                                Kind.DURATION,
                                                "how long, such as 30m; for good if it is not given")
                                        .after("for"),
                                Argument.optional(REASON, Kind.TEXT, "why; for other operators")),
                        "keep somebody out, on all hosts",
                        Role.OPERATE,
                        Route.post("/bans"),
                        rows::ban),
                new Operation(
                        "unban",
                        List.of(Argument.required(WHO, Kind.WORD, "as it was banned")),
                        "let somebody in again",
                        Role.OPERATE,
                        Route.delete("/bans"),
                        (who, given) -> rows.unban(target(given))));
    }

    private OpsAnswer list(Arguments given) throws OpsException {
        int limit = Paging.limit(given);
        int from = Paging.passedOver(given);
        List<Ban> all = Served.of(host).chat().bans().list();
        List<BanRow> rows = all.stream().skip(from).limit(limit).map(BanRow::of).toList();
        int end = from + rows.size();
        String next = end < all.size() ? Integer.toString(end) : null;
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(row.line()));
        lines.add(Paging.summary(rows.size(), all.size(), "ban", next));
        return OpsAnswer.of(new BanList(rows, all.size(), next), lines);
    }

    private OpsAnswer ban(Operator who, Arguments given) throws OpsException {
        BanTarget target = target(given);
        Optional<Duration> lasting = given.duration(DURATION);
        if (lasting.isPresent() && lasting.get().isZero()) {
            throw OpsException.badRequest(DURATION, "is 0; without it the ban does not end by itself");
        }
        Instant now = Instant.now();
        Ban ban = new Ban(
                target,
                now,
                lasting.map(now::plus).orElse(null),
                who.name(),
                given.optionalText(REASON).orElse(""));
        boolean stored = isStored(Served.of(host).chat().bans().ban(ban));
        BanRow row = BanRow.of(ban);
        return OpsAnswer.of(new Banned(row, stored), row.who() + " is banned" + row.end("") + where(stored));
    }

    private OpsAnswer unban(BanTarget target) throws OpsException {
        boolean stored = isStored(Served.of(host)
                .chat()
                .bans()
                .unban(target)
                .orElseThrow(() -> new OpsException(OpsException.Kind.NOT_FOUND, target + " is not banned")));
        return OpsAnswer.of(new Unbanned(target.toString(), stored), target + " may come in again" + where(stored));
    }

    /** The store's own time-out is shorter than what an operation may take. */
    private static boolean isStored(CompletionStage<Boolean> stored) throws OpsException {
        return Served.await(stored);
    }

    private static String where(boolean stored) {
        return stored ? "" : "; other hosts hear of it when Redis answers";
    }

    private static BanTarget target(Arguments given) throws OpsException {
        String text = given.text(WHO);
        if (!BanTarget.isAboutAddresses(text)) {
            return user(UserIdRule.normalize(text));
        }
        try {
            return BanTarget.addresses(text);
        } catch (IllegalArgumentException invalid) {
            throw OpsException.badRequest(WHO, "is not an address: " + invalid.getMessage());
        }
    }

    private static BanTarget user(String userId) throws OpsException {

        if (!UserIdRule.allows(userId)) {
            throw OpsException.badRequest(WHO, "is neither an address nor a user id");
        }
        return new BanTarget.User(userId);
    }
}
