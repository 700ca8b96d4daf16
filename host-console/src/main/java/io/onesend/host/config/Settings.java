package io.onesend.host.config;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A value for every key, and the keys whose given value could not be read; filled by the loader, from the weakest source to the
 * strongest.
 */
public final class Settings {

    // By identity, as keys are the lines of one table: a record's equals and hashCode are made when first
    // called, by code for every type of field there is.
    private final IdentityHashMap<Key<?>, Setting<?>> byKey = new IdentityHashMap<>();
    private final Set<Key<?>> unreadable = Collections.newSetFromMap(new IdentityHashMap<>());

    public Settings(List<Key<?>> keys) {
        for (Key<?> key : keys) {
            byKey.put(key, Setting.byDefault(key));
        }
    }

    void put(Setting<?> setting) {
        byKey.put(setting.key(), setting);
        unreadable.remove(setting.key());
    }

    void markUnreadable(Key<?> key) {
        unreadable.add(key);
    }

    boolean areReadable(Collection<? extends Key<?>> keys) {
        return keys.stream().noneMatch(unreadable::contains);
    }

    public <T> T value(Key<T> key) {
        return setting(key).value();
    }

    /** A key's value with its origin. */
    // A setting is only ever stored under its own key, which has its type.
    @SuppressWarnings("unchecked")
    public <T> Setting<T> setting(Key<T> key) {
        Setting<?> setting = byKey.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("not in the table: " + key);
        }
        return (Setting<T>) setting;
    }
}
