package io.onesend.network;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some of a server's sessions, in the order that was asked for.
 *
 * @param sessions as many as the query's limit, or fewer
 * @param matching how many sessions the query matches, on all pages
 * @param next for {@link SessionQuery#after}; null: this is the last page
 */
public record SessionPage(List<SessionInfo> sessions, int matching, SessionQuery.@Nullable Cursor next) {

    /**
     * Keeps a copy of the list.
     *
     * @param sessions in order
     * @param matching on all pages
     * @param next null: none
     */
    public SessionPage {
        sessions = List.copyOf(sessions);
    }

    /**
     * Finds the page of a query.
     *
     * @param all sessions, in any order
     * @param query which of them
     * @return those that it asks for
     */
    public static SessionPage of(Stream<SessionInfo> all, SessionQuery query) {
        List<SessionInfo> matching = all.filter(query::matches).toList();
        Comparator<SessionInfo> order = query.order().comparator();
        SessionQuery.Cursor after = query.after();
        // One more than asked for tells whether there is a next page.
        List<SessionInfo> found = matching.stream()
                .filter(info -> after == null || query.order().isBehind(info, after))
                .sorted(order)
                .limit(query.limit() + 1L)
                .toList();
        boolean isLast = found.size() <= query.limit();
        List<SessionInfo> page = isLast ? found : found.subList(0, query.limit());
        return new SessionPage(
                page, matching.size(), isLast ? null : query.order().cursorOf(page.get(page.size() - 1)));
    }
}
