package io.onesend.host.admin.access;

import io.onesend.host.admin.access.AdminLogins.Login;
import io.onesend.host.admin.access.AdminLogins.Opened;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.admin.http.Request;
import io.onesend.host.text.HostPort;
import io.onesend.host.tokens.AdminToken;
import io.onesend.host.tokens.AdminTokens;
import io.onesend.network.log.RateLimitedLog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Decides who a request is from and whether it may be answered. Programs show their token each time, as
 * {@code Authorization: Bearer}. A browser logs in with it once and gets a cookie, and what it changes then needs more than
 * the cookie, because another site's page can have the browser send that.
 */
public final class Access {

    private static final String BEARER = "bearer ";
    private static final String CSRF_HEADER = "X-Csrf-Token";

    /**
     * Who has logged in with a browser.
     *
     * @param csrf what its changes have to bring
     */
    public record LoggedIn(AdminToken token, String csrf) {}

    /** A login with the header that gives the browser its cookie. */
    public record NewLogin(LoggedIn loggedIn, String setCookie) {}

    /** What may change while the server runs. */
    private record Rules(AdminTokens tokens, HostNames names) {}

    private final RateLimitedLog wrongTokens = new RateLimitedLog(LoggerFactory.getLogger(Access.class), Level.WARN);
    private final Guesses guesses;
    private final AdminLogins logins;
    private volatile Rules rules;

    /** @param hosts names of this server, besides IP addresses and {@code localhost} */
    public Access(AdminTokens tokens, List<String> hosts, LongSupplier nanoTime) {
        this.guesses = new Guesses(nanoTime);
        this.logins = new AdminLogins(nanoTime);
        this.rules = new Rules(tokens, new HostNames(hosts));
    }

    /** Uses these from now on. Logins whose token is gone are over. */
    public void replace(AdminTokens tokens, List<String> hosts) {
        rules = new Rules(tokens, new HostNames(hosts));
    }

    /** Refuses a request that calls this server by a name that it does not have; to be asked before anything else. */
    public void checkHost(Request request) throws RefusedException {
        if (!request.header("Host").map(rules.names::areMeantBy).orElse(false)) {
            throw RefusedException.of(
                    421,
                    "This server does not go by the name in the Host header. Addresses and localhost are allowed, and"
                            + " the names in admin.hosts.");
        }
    }

    /** Who the request is from. Refuses one without a token or a login, and a change that another site may have sent. */
    public AdminToken caller(Request request) throws RefusedException {
        if (!request.isRead()) {
            checkOrigin(request);
        }
        String authorization = request.header("Authorization").orElse("");
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            AdminToken token = verify(authorization.substring(BEARER.length()).strip(), request);
            if (!request.isRead() && !request.body().isEmpty()) {
                checkJson(request);
            }
            return token;
        }
        Login login = login(request);
        if (!request.isRead()) {
            checkJson(request);
            checkCsrf(request, login);
        }
        return login.token();
    }

    /** The login that the request's cookie belongs to. */
    public LoggedIn loggedIn(Request request) throws RefusedException {
        Login login = login(request);
        return new LoggedIn(login.token(), login.csrf());
    }

    /** Begins a login, if the token is one of those that there are. The request is checked as a change is. */
    public NewLogin logIn(Request request, String token) throws RefusedException {
        Opened opened = logins.open(verify(token, request));
        LoggedIn loggedIn = new LoggedIn(opened.login().token(), opened.login().csrf());
        return new NewLogin(loggedIn, cookie(request, opened.cookie(), AdminLogins.LONGEST));
    }

    /** Refuses a login that another site's page may have sent. */
    public void checkLogin(Request request) throws RefusedException {
        checkOrigin(request);
        checkJson(request);
    }

    /** Ends the login of the request's cookie; returns the header that takes the cookie away. */
    public String logOut(Request request) {
        request.cookie(cookieName(request)).ifPresent(logins::end);
        return cookie(request, "", Duration.ZERO);
    }

    private Login login(Request request) throws RefusedException {
        return request.cookie(cookieName(request))
                .flatMap(logins::use)
                .filter(found -> rules.tokens.contains(found.token()))
                .orElseThrow(() -> unauthorized("A token is needed: Authorization: Bearer TOKEN."
                        + " 'onesend admin-url' says which file has it."));
    }

    private AdminToken verify(String presented, Request request) throws RefusedException {
        Duration wait = guesses.waitOf(request.peer().getAddress());
        if (!wait.isZero()) {
            throw new RefusedException(Problem.of(429, "Too many wrong tokens came from this address.")
                    .with("Retry-After", Long.toString(wait.toSeconds() + 1)));
        }
        AdminToken token = rules.tokens.find(presented).orElse(null);
        if (token == null) {
            guesses.wrong(request.peer().getAddress());
            wrongTokens.log("admin: a wrong token from {}", HostPort.of(request.peer()));
            throw unauthorized("The token is wrong.");
        }
        return token;
    }

    private static RefusedException unauthorized(String detail) {
        return new RefusedException(Problem.of(401, detail).with("WWW-Authenticate", "Bearer"));
    }

    private static void checkOrigin(Request request) throws RefusedException {
        String origin = request.header("Origin").orElse("");
        String host = request.header("Host").orElse("");
        if (!origin.isEmpty() && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host)) {
            throw RefusedException.of(403, "The request is from a page of another origin.");
        }
    }

    private static void checkJson(Request request) throws RefusedException {
        String type = request.header("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        String media = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        if (!media.equalsIgnoreCase(Answer.JSON)) {
            throw RefusedException.of(415, "A change needs Content-Type: application/json.");
        }
    }

    private static void checkCsrf(Request request, Login login) throws RefusedException {
        if (!request.header(CSRF_HEADER).map(login::hasCsrf).orElse(false)) {
            throw RefusedException.of(403, "The header " + CSRF_HEADER + " is not that of this login.");
        }
    }

    private static String cookieName(Request request) {
        return request.encrypted() ? "__Host-onesend" : "onesend";
    }

    private static String cookie(Request request, String value, Duration age) {
        return cookieName(request) + "=" + value + "; Path=/; Max-Age=" + age.toSeconds()
                + "; HttpOnly; SameSite=Strict" + (request.encrypted() ? "; Secure" : "");
    }
}
