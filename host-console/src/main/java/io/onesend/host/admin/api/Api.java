package io.onesend.host.admin.api;

import io.onesend.host.admin.AdminHandler;
import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.api.ApiRoutes.Match;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.admin.http.Request;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.Role;
import io.onesend.host.text.HostPort;
import io.onesend.host.tokens.AdminToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Translates requests into calls of the table of operations, and what comes back into answers. It knows no operation itself. */
public final class Api implements AdminHandler {

    /** In front of every path. */
    public static final String PREFIX = "/api/v1";

    private static final String DESCRIPTION = "/openapi.yaml";

    private final Access access;
    private final Supplier<OpsTable> table;
    private final LoginRoute login;
    private volatile @Nullable ApiRoutes routes;

    /** @param table is asked for at the first request, so that a start does not wait for it */
    public Api(Access access, Supplier<OpsTable> table) {
        this.access = access;
        this.table = table;
        this.login = new LoginRoute(access);
    }

    @Override
    public Answer answer(Request request) throws RefusedException {
        String path = request.path().substring(PREFIX.length());
        if (path.equals(LoginRoute.PATH)) {
            return login.answer(request);
        }
        AdminToken token = access.caller(request);
        if (path.equals(DESCRIPTION)) {
            return request.isRead()
                    ? Answer.of(200, ApiDescription.TYPE, ApiDescription.yaml(table.get()))
                    : notAllowed("GET, HEAD");
        }
        Match match = routes().find(path)
                .orElseThrow(() -> new RefusedException(Problem.of(
                        404, "There is nothing at this path. " + PREFIX + DESCRIPTION + " lists what there is.")));
        Operation operation = match.byMethod().get(request.method().equals("HEAD") ? "GET" : request.method());
        return operation == null
                ? notAllowed(methods(match))
                : call(operatorOf(token, request), operation, arguments(match, request));
    }

    @Override
    public String routeOf(String asked) {
        String path = asked.substring(PREFIX.length());
        if (path.equals(LoginRoute.PATH) || path.equals(DESCRIPTION)) {
            return asked;
        }
        return routes().find(path).map(match -> PREFIX + match.path()).orElse(NO_ROUTE);
    }

    private ApiRoutes routes() {
        ApiRoutes made = routes;
        if (made == null) {
            made = new ApiRoutes(table.get());
            routes = made;
        }
        return made;
    }

    private static Answer notAllowed(String methods) {
        return Problem.of(405, "Only " + methods + ".").with("Allow", methods);
    }

    private static String methods(Match match) {
        TreeSet<String> methods = new TreeSet<>(match.byMethod().keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private static Operator operatorOf(AdminToken token, Request request) {
        return new Operator(
                token.name(), token.mayChange() ? Role.OPERATE : Role.READ, "admin " + HostPort.of(request.peer()));
    }

    /** From the path, behind the question mark, and from the body of a change; each may be given once. */
    private static Map<String, String> arguments(Match match, Request request) throws RefusedException {
        Map<String, String> arguments = new LinkedHashMap<>(match.variables());
        List<Problem.Field> twice = new ArrayList<>();
        Map<String, String> body = request.isRead() ? Map.of() : JsonBody.read(request.body());
        for (Map<String, String> more : List.of(request.query().values(), body)) {
            more.forEach((name, value) -> {
                if (arguments.putIfAbsent(name, value) != null) {
                    twice.add(new Problem.Field(name, "is given twice"));
                }
            });
        }
        if (!twice.isEmpty()) {
            throw new RefusedException(Problem.of(400, "Arguments are given twice.", twice));
        }
        return arguments;
    }

    private Answer call(Operator who, Operation operation, Map<String, String> arguments) {
        try {
            return JsonBody.write(
                    200, table.get().call(who, operation.name(), arguments).json());
        } catch (OpsException refused) {
            List<Problem.Field> fields = refused.fields().stream()
                    .map(field -> new Problem.Field(field.field(), field.problem()))
                    .toList();
            return Problem.of(refused.kind().status(), refused.getMessage(), fields);
        }
    }
}
