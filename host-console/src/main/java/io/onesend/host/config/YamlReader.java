package io.onesend.host.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Walks through a configuration file token by token, so that every problem is found and every one has its line. Values are
 * taken as they are written, whether quoted or not; the table of keys knows what they have to look like.
 */
final class YamlReader {

    /** The deepest key of ours is on the third level. */
    static final int MAX_DEPTH = 16;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(YamlFile.MAX_KIB << 10)
                    .build())
            .build();

    private final String file;
    private final KeyIndex keys;
    private final Settings settings;
    private final List<Problem> problems;

    YamlReader(String file, KeyIndex keys, Settings settings, List<Problem> problems) {
        this.file = file;
        this.keys = keys;
        this.settings = settings;
        this.problems = problems;
    }

    void read(String text) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            readDocument(parser);
        } catch (JacksonException malformed) {
            problems.add(MalformedYaml.problem(file, malformed));
        }
    }

    private void readDocument(JsonParser parser) {
        try {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readSection(parser, "");
                if (parser.nextToken() != null) {
                    report(parser, "a second document; the file is one");
                }
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                report(parser, "the file is not a mapping of keys to values");
            }
        } catch (StreamConstraintsException tooMuch) {
            // Of the parser's limits, the one on depth is the only one that a file of so few bytes can reach.
            report(parser, "is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private void readSection(JsonParser parser, String section) {
        Map<String, Integer> lines = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String path = section.isEmpty() ? name : section + "." + name;
            int line = parser.currentTokenLocation().getLineNr();
            Integer earlier = lines.putIfAbsent(name, line);
            if (earlier != null) {
                report(line, "duplicate key " + path + ", first on line " + earlier);
            }
            parser.nextToken();
            if (name.contains(".")) {
                report(line, "unknown key " + path + "; keys are nested in the file, not joined by dots");
                parser.skipChildren();
            } else if (keys.isSection(path)) {
                readSectionValue(parser, path, line);
            } else {
                readKey(parser, path, line);
            }
        }
    }

    private void readSectionValue(JsonParser parser, String path, int line) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readSection(parser, path);
        } else {
            report(line, path + " is a section: it needs keys below it, not " + what(parser));
            parser.skipChildren();
        }
    }

    private void readKey(JsonParser parser, String path, int line) {
        Optional<Key<?>> known = keys.at(path);
        if (known.isEmpty()) {
            report(line, "unknown key " + path + keys.hint(path));
            parser.skipChildren();
            return;
        }
        Key<?> key = known.get();
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            unreadable(key, line, "has no value");
        } else if (!parser.currentToken().isScalarValue()) {
            unreadable(key, line, "needs a value, not " + what(parser));
            parser.skipChildren();
        } else if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            unreadable(key, line, "refers to an anchor; write the value itself");
        } else {
            assign(key, parser.getString(), line);
        }
    }

    private void assign(Key<?> key, String text, int line) {
        try {
            settings.put(Setting.parse(key, text, file + ":" + line));
        } catch (InvalidValueException invalid) {
            unreadable(key, line, invalid.getMessage());
        }
    }

    private void unreadable(Key<?> key, int line, String message) {
        settings.markUnreadable(key);
        report(line, key.path() + " " + message);
    }

    private void report(JsonParser parser, String message) {
        report(parser.currentTokenLocation().getLineNr(), message);
    }

    private void report(int line, String message) {
        problems.add(new Problem(file + ":" + line, message));
    }

    private static String what(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "a section";
            case START_ARRAY -> "a list";
            case VALUE_NULL -> "nothing";
            default -> "a value";
        };
    }
}
