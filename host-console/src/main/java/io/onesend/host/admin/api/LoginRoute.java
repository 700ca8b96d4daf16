package io.onesend.host.admin.api;

import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.access.Access.LoggedIn;
import io.onesend.host.admin.access.Access.NewLogin;
import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.admin.http.Request;
import io.onesend.host.tokens.AdminToken;
import java.util.List;
import java.util.Map;

/** How a browser logs in with a token, asks who it is, and logs out. */
final class LoginRoute {

    static final String PATH = "/login";

    private static final String TOKEN = "token";
    private static final String SET_COOKIE = "Set-Cookie";

    /**
     * Who has logged in; names are those of the JSON answer.
     *
     * @param role {@code read} or {@code operate}
     * @param csrf for the header X-Csrf-Token of each change
     */
    record Identity(String name, String role, String csrf) {

        static Identity of(LoggedIn loggedIn) {
            AdminToken token = loggedIn.token();
            return new Identity(token.name(), token.mayChange() ? "operate" : "read", loggedIn.csrf());
        }
    }

    private final Access access;

    LoginRoute(Access access) {
        this.access = access;
    }

    Answer answer(Request request) throws RefusedException {
        return switch (request.method()) {
            case "GET", "HEAD" -> JsonBody.write(200, Identity.of(access.loggedIn(request)));
            case "POST" -> logIn(request);
            case "DELETE" -> logOut(request);
            default ->
                Problem.of(405, "A login is asked for, begun, and ended.").with("Allow", "DELETE, GET, HEAD, POST");
        };
    }

    private Answer logIn(Request request) throws RefusedException {
        access.checkLogin(request);
        String token = JsonBody.read(request.body()).get(TOKEN);
        if (token == null) {
            throw new RefusedException(
                    Problem.of(400, "A login needs a token.", List.of(new Problem.Field(TOKEN, "is missing"))));
        }
        NewLogin login = access.logIn(request, token);
        return JsonBody.write(200, Identity.of(login.loggedIn())).with(SET_COOKIE, login.setCookie());
    }

    private Answer logOut(Request request) throws RefusedException {
        access.caller(request);
        return JsonBody.write(200, Map.of()).with(SET_COOKIE, access.logOut(request));
    }
}
