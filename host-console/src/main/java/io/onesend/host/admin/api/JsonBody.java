package io.onesend.host.admin.api;

import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API reads and writes it. */
final class JsonBody {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonBody() {}

    /** The members of a body as texts by name; none of an empty body. A member has to be a text, a number, true or false. */
    static Map<String, String> read(String body) throws RefusedException {
        Map<String, String> members = new LinkedHashMap<>();
        List<Problem.Field> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object(body).properties()) {
            if (member.getValue().isString()
                    || member.getValue().isNumber()
                    || member.getValue().isBoolean()) {
                members.put(member.getKey(), member.getValue().asString());
            } else if (!member.getValue().isNull()) {
                problems.add(new Problem.Field(member.getKey(), "is neither a text, a number, true nor false"));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(Problem.of(400, "The body has members that cannot be read.", problems));
        }
        return members;
    }

    private static JsonNode object(String body) throws RefusedException {
        if (body.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode value = MAPPER.readTree(body);
            if (value.isObject()) {
                return value;
            }
        } catch (JacksonException malformed) {
            throw new RefusedException(Problem.of(400, "The body is not JSON."));
        }
        throw new RefusedException(Problem.of(400, "The body is not a JSON object."));
    }

    static Answer write(int status, Object value) {
        return Answer.of(status, Answer.JSON, MAPPER.writeValueAsString(value) + "\n");
    }
}
