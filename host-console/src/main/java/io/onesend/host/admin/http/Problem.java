package io.onesend.host.admin.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Why a request was refused, as programs read it: {@code application/problem+json} of RFC 9457. */
public final class Problem {

    public static final String TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    /**
     * What is wrong with one argument.
     *
     * @param field its name
     */
    public record Field(String field, String message) {}

    private Problem() {}

    public static Answer of(int status, String detail) {
        return of(status, detail, List.of());
    }

    /**
     * The answer to a faulty request.
     *
     * @param fields every argument that is wrong
     */
    public static Answer of(int status, String detail, List<Field> fields) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("title", TITLES.getOrDefault(status, "Error"));
        members.put("status", status);
        members.put("detail", detail);
        if (!fields.isEmpty()) {
            members.put("errors", fields);
        }
        return Answer.of(status, TYPE, Json.MAPPER.writeValueAsString(members) + "\n");
    }

    /** Created when it is first needed: that takes a tenth of the time that a server has to start. */
    private static final class Json {
        static final JsonMapper MAPPER = new JsonMapper();
    }
}
