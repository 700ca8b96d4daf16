package io.onesend.host.ops;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param name what is typed on the console: one word, or two such as {@code log reset}
 * @param arguments in the order of the console
 * @param help a short sentence without a full stop
 * @param role which an operator needs; one that changes something needs {@link Role#OPERATE}
 * @param route null: on the console alone
 */
public record Operation(
        String name,
        List<Argument> arguments,
        String help,
        Role role,
        @Nullable Route route,
        Handler handler) {

    public Operation {
        arguments = List.copyOf(arguments);
    }

    List<String> nameWords() {
        return List.of(name.split(" ", -1));
    }

    /** How it is typed: {@code kick USER [REASON]}. */
    public String usage() {
        return Stream.concat(Stream.of(name), arguments.stream().map(Argument::usage))
                .collect(Collectors.joining(" "));
    }
}
