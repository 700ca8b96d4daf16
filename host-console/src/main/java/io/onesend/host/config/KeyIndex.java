package io.onesend.host.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds keys of the table by what people write, and guesses what they meant when there is no such key. */
final class KeyIndex {

    private static final Map<String, Key<?>> BY_PATH = new LinkedHashMap<>();
    private static final Map<String, Key<?>> BY_VARIABLE = new LinkedHashMap<>();
    private static final Set<String> SECTIONS = new LinkedHashSet<>();

    static {
        for (Key<?> key : Keys.ALL) {
            BY_PATH.put(key.path(), key);
            BY_VARIABLE.put(key.environmentName(), key);
            for (String section = parent(key.path()); !section.isEmpty(); section = parent(section)) {
                SECTIONS.add(section);
            }
        }
    }

    private KeyIndex() {}

    static Optional<Key<?>> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    static Optional<Key<?>> ofVariable(String environmentName) {
        return Optional.ofNullable(BY_VARIABLE.get(environmentName));
    }

    /** Whether keys are below this path. */
    static boolean isSection(String path) {
        return SECTIONS.contains(path);
    }

    /** The section that a path is in; empty for the outermost ones. */
    static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** What an unknown path may have been meant as, as the end of a sentence, or nothing. */
    static String hint(String path) {
        List<String> paths = new ArrayList<>(SECTIONS);
        paths.addAll(BY_PATH.keySet());
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

    static String hintForVariable(String environmentName) {
        return question(NearMiss.of(environmentName, BY_VARIABLE.keySet()));
    }

    private static String question(Optional<String> near) {
        return near.map(path -> "; did you mean " + path + "?").orElse("");
    }
}
