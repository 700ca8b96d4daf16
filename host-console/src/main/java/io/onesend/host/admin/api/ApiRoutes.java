package io.onesend.host.admin.api;

import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of operations by path and method. */
final class ApiRoutes {

    /**
     * A path of the table that a request's path matches.
     *
     * @param path with its variables in braces
     * @param byMethod what can be done there
     * @param variables the arguments in the request's path, by name
     */
    record Match(String path, Map<String, Operation> byMethod, Map<String, String> variables) {}

    /** A path with its variables in braces. */
    private record Place(List<String> segments, Map<String, Operation> byMethod) {

        boolean isExact() {
            return segments.stream().noneMatch(ApiRoutes::isVariable);
        }
    }

    private final List<Place> places = new ArrayList<>();

    ApiRoutes(OpsTable table) {
        Map<String, Map<String, Operation>> byPath = new LinkedHashMap<>();
        for (Operation operation : table.operations()) {
            Route route = operation.route();
            if (route != null) {
                Map<String, Operation> methods = byPath.computeIfAbsent(route.path(), path -> new TreeMap<>());
                if (methods.putIfAbsent(route.method(), operation) != null) {
                    throw new IllegalArgumentException("twice in the table: " + route);
                }
            }
        }
        byPath.forEach((path, methods) -> places.add(new Place(segments(path), methods)));
        // A path without variables is meant before one that has them.
        places.sort((one, other) -> Boolean.compare(other.isExact(), one.isExact()));
    }

    Optional<Match> find(String path) {
        List<String> asked = segments(path);
        return places.stream()
                .filter(place -> matches(place.segments, asked))
                .findFirst()
                .map(place ->
                        new Match(String.join("/", place.segments), place.byMethod, variables(place.segments, asked)));
    }

    private static boolean matches(List<String> segments, List<String> asked) {
        if (segments.size() != asked.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            boolean fits = isVariable(segments.get(i))
                    ? !asked.get(i).isEmpty()
                    : segments.get(i).equals(asked.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> variables(List<String> segments, List<String> asked) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isVariable(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), decoded(asked.get(i)));
            }
        }
        return variables;
    }

    static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** A plus stands for itself in a path. The escapes are sound, because the URI was parsed. */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
