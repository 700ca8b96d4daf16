package io.onesend.host.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds keys of the table by what people write, and guesses what they meant when there is no such key. */
public final class KeyIndex {

    /** The keys of the server's configuration. */
    static final KeyIndex OF_SERVER = new KeyIndex(Keys.ALL);

    private final Map<String, Key<?>> byPath = new LinkedHashMap<>();
    private final Map<String, Key<?>> byVariable = new LinkedHashMap<>();
    private final Set<String> sections = new LinkedHashSet<>();

    public KeyIndex(List<Key<?>> keys) {
        for (Key<?> key : keys) {
            byPath.put(key.path(), key);
            byVariable.put(key.environmentName(), key);
            for (String section = parent(key.path()); !section.isEmpty(); section = parent(section)) {
                sections.add(section);
            }
        }
    }

    Optional<Key<?>> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    Optional<Key<?>> ofVariable(String environmentName) {
        return Optional.ofNullable(byVariable.get(environmentName));
    }

    /** Whether keys are below this path. */
    boolean isSection(String path) {
        return sections.contains(path);
    }

    /** The section that a path is in; empty for the outermost ones. */
    static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** A guess at what an unknown path meant, as the end of a sentence; empty if there is none. */
    String hint(String path) {
        List<String> paths = new ArrayList<>(sections);
        paths.addAll(byPath.keySet());
        List<String> siblings = paths.stream()
                .filter(known -> parent(known).equals(parent(path)))
                .toList();
        String name = path.substring(path.lastIndexOf('.') + 1);
        return question(NearMiss.of(path, siblings)
                .or(() -> NearMiss.of(path, paths))
                .or(() -> paths.stream()
                        .filter(known -> known.endsWith("." + name))
                        .findFirst()));
    }

    String hintForVariable(String environmentName) {
        return question(NearMiss.of(environmentName, byVariable.keySet()));
    }

    private static String question(Optional<String> near) {
        return near.map(path -> "; did you mean " + path + "?").orElse("");
    }
}
