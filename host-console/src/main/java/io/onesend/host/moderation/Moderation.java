package io.onesend.host.moderation;

import io.onesend.host.ops.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rows of this package, in the order of the help: what looks first, then what changes something. */
public final class Moderation {

    private Moderation() {}

    /**
     * Makes the rows.
     *
     * @param host empty while it starts
     */
    public static List<Operation> rows(Supplier<Optional<Served>> host) {
        return Stream.of(
                        SessionOperations.rows(host),
                        ChatOperations.rows(host),
                        BanOperations.rows(host),
                        KickOperations.rows(host))
                .flatMap(List::stream)
                .toList();
    }
}
