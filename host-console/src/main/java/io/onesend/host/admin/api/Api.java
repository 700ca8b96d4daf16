package io.onesend.host.admin.api;

import io.onesend.host.admin.AdminHandler;
import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.admin.http.Request;

/** Finds what a request of the API asks for. */
public final class Api implements AdminHandler {

    /** In front of every path. */
    public static final String PREFIX = "/api/v1";

    private final Access access;
    private final LoginRoute login;

    public Api(Access access) {
        this.access = access;
        this.login = new LoginRoute(access);
    }

    @Override
    public Answer answer(Request request) throws RefusedException {
        String path = request.path().substring(PREFIX.length());
        if (path.equals(LoginRoute.PATH)) {
            return login.answer(request);
        }
        access.caller(request);
        return Problem.of(404, "There is nothing at this path.");
    }
}
