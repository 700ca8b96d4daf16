package io.onesend.host.admin.api;

import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.host.process.ProgramVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The description of the API for programs, in OpenAPI 3.1. Paths and arguments come from the table of operations. What answers look
 * like only their operations know, so that has a file of its own: answers.yaml.
 */
final class ApiDescription {

    static final String TYPE = "application/yaml";

    private static final String FILE = "answers.yaml";

    /** In it, the members that are answers of operations, by name with dashes for spaces; the others are parts of these. */
    private static final TypeReference<LinkedHashMap<String, Object>> SCHEMAS = new TypeReference<>() {};

    private static final Map<String, Object> PROBLEM = Map.of(
            "type",
            "object",
            "required",
            List.of("title", "status", "detail"),
            "properties",
            Map.of(
                    "title", typed("string"),
                    "status", typed("integer"),
                    "detail", typed("string"),
                    "errors",
                            Map.of(
                                    "type",
                                    "array",
                                    "items",
                                    Map.of(
                                            "type",
                                            "object",
                                            "required",
                                            List.of("field", "message"),
                                            "properties",
                                            Map.of("field", typed("string"), "message", typed("string"))))));

    private ApiDescription() {}

    static String yaml(OpsTable table) {
        return new YAMLMapper().writeValueAsString(of(table));
    }

    static Map<String, Object> of(OpsTable table) {
        Map<String, Object> schemas = answers();
        schemas.put("problem", PROBLEM);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("openapi", "3.1.0");
        all.put("info", Map.of("title", "onesend", "version", ProgramVersion.version()));
        all.put("servers", List.of(Map.of("url", Api.PREFIX)));
        all.put("security", List.of(Map.of("token", List.of())));
        all.put("paths", paths(table));
        Map<String, Object> token = Map.of("type", "http", "scheme", "bearer");
        all.put("components", Map.of("securitySchemes", Map.of("token", token), "schemas", schemas));
        return all;
    }

    static Map<String, Object> answers() {
        try (InputStream file = ApiDescription.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the file " + FILE + " is missing");
            }
            return new YAMLMapper().readValue(file, SCHEMAS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The operation's name where none has a space. */
    static String idOf(Operation operation) {
        return operation.name().replace(' ', '-');
    }

    private static Map<String, Map<String, Object>> paths(OpsTable table) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Operation operation : table.operations()) {
            Route route = operation.route();
            if (route != null) {
                paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                        .put(route.method().toLowerCase(Locale.ROOT), method(operation, route));
            }
        }
        return paths;
    }

    private static Map<String, Object> method(Operation operation, Route route) {
        List<Object> parameters = new ArrayList<>();
        List<Argument> body = new ArrayList<>();
        boolean hasBody = route.method().equals("POST") || route.method().equals("PUT");
        for (Argument argument : operation.arguments()) {
            if (route.path().contains("{" + argument.name() + "}")) {
                parameters.add(parameter(argument, "path"));
            } else if (hasBody) {
                body.add(argument);
            } else {
                parameters.add(parameter(argument, "query"));
            }
        }
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("operationId", idOf(operation));
        method.put("summary", operation.help());
        method.put(
                "description",
                "Needs a token with the role " + (operation.role() == Role.READ ? "read or operate." : "operate."));
        if (!parameters.isEmpty()) {
            method.put("parameters", parameters);
        }
        if (!body.isEmpty()) {
            method.put("requestBody", body(body));
        }
        method.put("responses", responses(operation));
        return method;
    }

    private static Map<String, Object> parameter(Argument argument, String in) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", argument.name());
        parameter.put("in", in);
        parameter.put("required", argument.required());
        parameter.put("description", argument.help());
        parameter.put("schema", schema(argument));
        return parameter;
    }

    private static Map<String, Object> body(List<Argument> arguments) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            Map<String, Object> property = new LinkedHashMap<>(schema(argument));
            property.put("description", argument.help());
            properties.put(argument.name(), property);
        }
        List<String> required = arguments.stream()
                .filter(Argument::required)
                .map(Argument::name)
                .toList();
        Map<String, Object> schema = new LinkedHashMap<>(typed("object"));
        schema.put("required", required);
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return Map.of("required", !required.isEmpty(), "content", Map.of(Answer.JSON, Map.of("schema", schema)));
    }

    private static Map<String, Object> responses(Operation operation) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(
                "200",
                Map.of(
                        "description",
                        "done",
                        "content",
                        Map.of(Answer.JSON, Map.of("schema", reference(idOf(operation))))));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "why not",
                        "content",
                        Map.of(Problem.TYPE, Map.of("schema", reference("problem")))));
        return responses;
    }

    private static Map<String, Object> schema(Argument argument) {
        Kind kind = argument.kind();
        return switch (kind) {
            case NUMBER, ROOM, SESSION -> Map.of("type", "integer", "minimum", 0);
            case FLAG -> typed("boolean");
            case CHOICE -> Map.of("type", "string", "enum", argument.proposals().startingWith(""));
            case DURATION -> Map.of("type", "string", "examples", List.of("250ms", "30s", "5m", "1h"));
            case WORD, USER, ADDRESS, TEXT, MESSAGE -> typed("string");
        };
    }

    private static Map<String, Object> typed(String type) {
        return Map.of("type", type);
    }

    private static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }
}
