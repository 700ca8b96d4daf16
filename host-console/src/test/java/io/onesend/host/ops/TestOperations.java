package io.onesend.host.ops;

import io.onesend.host.ops.Argument.Kind;
import java.util.ArrayList;
import java.util.List;

/** Rows that answer with the arguments they were given. */
final class TestOperations {

    final List<String> calls = new ArrayList<>();

    final Operation look = row(
            "look",
            Role.READ,
            Argument.optional("limit", Kind.NUMBER, "how many"),
            Argument.choice("sort", List.of("pending", "in", "out"), false, "the order")
                    .after("by"),
            Argument.optional("user", Kind.USER, "the id of a user").named(),
            Argument.optional("address", Kind.ADDRESS, "where from").named());

    final Operation ban = row(
            "ban",
            Role.OPERATE,
            Argument.required("who", Kind.WORD, "an address or a user"),
            Argument.optional("duration", Kind.DURATION, "how long").after("for"),
            Argument.optional("reason", Kind.TEXT, "why"));

    final Operation notice = row(
            "notice",
            Role.OPERATE,
            Argument.required("to", Kind.WORD, "a room, or all"),
            Argument.required("text", Kind.MESSAGE, "what is said"));

    final Operation whereis = row("whereis", Role.READ, Argument.required("user", Kind.USER, "the id of a user"));

    final Operation log = row("log", Role.READ);
    final Operation logReset = row("log reset", Role.OPERATE);
    final Operation reload = row("reload", Role.OPERATE, Argument.flag("dry", "only look"));

    private Operation row(String name, Role role, Argument... arguments) {
        return new Operation(name, List.of(arguments), "does " + name, role, Route.get("/" + name), (who, given) -> {
            calls.add(name + " " + given);
            if (given.optionalText("reason").filter("busy"::equals).isPresent()) {
                throw new OpsException(OpsException.Kind.CONFLICT, "another ban is under way");
            }
            return OpsAnswer.of(given.toString(), given.toString());
        });
    }

    List<Operation> rows() {
        return List.of(look, ban, notice, whereis, log, logReset, reload);
    }
}
