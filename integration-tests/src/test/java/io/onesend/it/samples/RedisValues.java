package io.onesend.it.samples;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of {@link RedisSubset}, and what each holds. For one thread. */
final class RedisValues {

    /** What a key holds: a string, or one of the types below. Each object between a key and its string would cost a cache miss. */
    private final Map<String, Object> values = new HashMap<>();

    record Items(ArrayDeque<String> list) {
        Items() {
            this(new ArrayDeque<>());
        }
    }

    record Members(LinkedHashSet<String> set) {
        Members() {
            this(new LinkedHashSet<>());
        }
    }

    record Fields(Map<String, String> map) {
        Fields() {
            this(new LinkedHashMap<>());
        }
    }

    record Scored(double score, String member) {}

    /** Members in the order of their scores. */
    static final class Ranked {
        final TreeSet<Scored> order =
                new TreeSet<>(Comparator.comparingDouble(Scored::score).thenComparing(Scored::member));
        private final Map<String, Scored> byName = new HashMap<>();

        /** Whether it is a new member. */
        boolean put(Scored scored) {
            Scored before = byName.put(scored.member, scored);
            if (before != null) {
                order.remove(before);
            }
            order.add(scored);
            return before == null;
        }

        void forget(Scored scored) {
            byName.remove(scored.member);
        }
    }

    /** A client's mistake, in Redis's words. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    void put(String key, String value) {
        values.put(key, value);
    }

    boolean contains(String key) {
        return values.containsKey(key);
    }

    boolean remove(String key) {
        return values.remove(key) != null;
    }

    void clear() {
        values.clear();
    }

    /** What the key holds; null if there is no such key. */
    <T> @Nullable T find(String key, Class<T> type) {
        Object value = values.get(key);
        require(
                value == null || type.isInstance(value),
                "WRONGTYPE Operation against a key holding the wrong kind of value");
        return type.cast(value);
    }

    /** What the key holds; a new, empty value if it held nothing. */
    <T> T findOr(String key, Class<T> type, Supplier<T> empty) {
        T value = find(key, type);
        if (value == null) {
            value = empty.get();
            values.put(key, value);
        }
        return value;
    }

    /** Takes the next one out of what a key holds. A key that holds nothing any more is gone. */
    <T> T take(String key, Collection<T> all, Iterator<T> next) {
        T taken = next.next();
        next.remove();
        if (all.isEmpty()) {
            values.remove(key);
        }
        return taken;
    }
}
