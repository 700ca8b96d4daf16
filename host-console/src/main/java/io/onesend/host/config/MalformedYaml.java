package io.onesend.host.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** Makes one line of the parser's report, which has several: what it was doing, what it found, and excerpts of the text. */
final class MalformedYaml {

    /** The last one is where it gave up; the exception's own location is that of the token before. */
    private static final Pattern PLACE = Pattern.compile(" in reader, line (\\d+), column (\\d+):");

    private MalformedYaml() {}

    static Problem problem(String file, JacksonException malformed) {
        String report = malformed.getOriginalMessage();
        String place = malformed.getLocation().getLineNr() + ":"
                + malformed.getLocation().getColumnNr();
        Matcher places = PLACE.matcher(report);
        while (places.find()) {
            place = places.group(1) + ":" + places.group(2);
        }
        String words = report.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        return new Problem(file + ":" + place, "malformed YAML: " + words + hint(words));
    }

    /** Most of what the parser calls a block is an indentation that a person has changed. */
    private static String hint(String words) {
        return words.contains("<block ") ? "; do this line and those above it begin at the right column?" : "";
    }
}
