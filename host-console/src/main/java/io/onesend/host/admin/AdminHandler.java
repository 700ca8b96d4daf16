package io.onesend.host.admin;

import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Request;

/** Answers every request of the admin port; called on an admin thread, several at a time. */
@FunctionalInterface
public interface AdminHandler {

    /** The route of every path that has none of its own. */
    String NO_ROUTE = "other";

    Answer answer(Request request) throws RefusedException;

    /**
     * Names what is at a path, for counting: one of a few names, whatever the path.
     *
     * @param path as it was asked for
     * @return for {@code /api/v1/sessions/17}: {@code /api/v1/sessions/{id}}
     */
    default String routeOf(String path) {
        return NO_ROUTE;
    }
}
