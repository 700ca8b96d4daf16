package io.onesend.host.admin;

import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.admin.http.Request;
import io.onesend.network.log.RateLimitedLog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the admin port serves, and who may see it: pages for monitors, the API, and the page for operators, which uses the API. */
public final class AdminSite implements AdminHandler {

    private static final RateLimitedLog DEFECTS =
            new RateLimitedLog(LoggerFactory.getLogger(AdminSite.class), Level.ERROR, 1);

    /** Probes have no token, and learn nothing but whether they should call again. Others need one, but for this machine's own. */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz");

    private static final String API = "/api/v1/";

    private final Map<String, AdminPage> pages;
    private final AdminFiles files = new AdminFiles();
    private final Access access;
    private final AdminHandler api;

    /**
     * Serves these.
     *
     * @param pages by path
     * @param api what is below {@code /api/v1/}
     */
    public AdminSite(Map<String, AdminPage> pages, Access access, AdminHandler api) {
        this.pages = Map.copyOf(pages);
        this.access = access;
        this.api = api;
    }

    @Override
    public Answer answer(Request request) {
        try {
            access.checkHost(request);
            return request.path().startsWith(API) ? api.answer(request) : page(request);
        } catch (RefusedException refused) {
            return refused.answer();
        } catch (RuntimeException defect) {
            DEFECTS.log(defect, "the admin page {} failed", request.path());
            String line = "the page failed; the log says why";
            return request.path().startsWith(API) ? Problem.of(500, line) : Answer.text(500, line);
        }
    }

    @Override
    public String routeOf(String path) {
        if (path.startsWith(API)) {
            return api.routeOf(path);
        }
        return pages.containsKey(path) || files.has(path) ? path : NO_ROUTE;
    }

    private Answer page(Request request) throws RefusedException {
        AdminPage page = pages.get(request.path());
        if (page == null) {
            Optional<Answer> file = files.answer(request);
            if (file.isPresent()) {
                return file.get();
            }
            return Answer.text(
                    404,
                    "no such page; there are "
                            + String.join(" ", pages.keySet().stream().sorted().toList()));
        }
        if (!request.isRead()) {
            return Answer.text(405, "only GET and HEAD").with("Allow", "GET, HEAD");
        }
        if (!request.isLocal() && !OPEN.contains(request.path())) {
            access.caller(request);
        }
        return page.answer(request.query());
    }
}
