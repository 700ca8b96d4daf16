package io.onesend.it.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the Autobahn suite found in one of its cases.
 *
 * @param behavior of the messages: OK, NON-STRICT, INFORMATIONAL, UNIMPLEMENTED or FAILED
 * @param close how the connection ended: OK, INFORMATIONAL, FAILED, WRONG CODE, UNCLEAN or FAILED BY CLIENT
 */
record AutobahnCase(String id, String behavior, String close) {

    /** Non-strict: RFC 6455 allows it, though the suite knows something better. Informational: it allows anything. */
    private static final Set<String> ALLOWED = Set.of("OK", "NON-STRICT", "INFORMATIONAL");

    private static final Map<String, String> GROUPS = Map.of(
            "1", "framing",
            "2", "pings and pongs",
            "3", "reserved bits",
            "4", "opcodes",
            "5", "fragmentation",
            "6", "UTF-8",
            "7", "closing",
            "9", "limits and performance",
            "10", "automatic fragments");

    /** The cases of the suite's index for its only server. */
    static List<AutobahnCase> of(JsonNode index) {
        List<AutobahnCase> cases = new ArrayList<>();
        index.iterator()
                .next()
                .properties()
                .forEach(entry -> cases.add(new AutobahnCase(
                        entry.getKey(),
                        entry.getValue().required("behavior").asString(),
                        entry.getValue().required("behaviorClose").asString())));
        return cases;
    }

    boolean isAllowed() {
        return ALLOWED.contains(behavior) && ALLOWED.contains(close);
    }

    /** The suite's group of cases: a number and what it is about. */
    String group() {
        String number = id.substring(0, id.indexOf('.'));
        return number + " " + GROUPS.getOrDefault(number, "others");
    }

    @Override
    public String toString() {
        return id + ": " + behavior + ", close " + close;
    }
}
