package io.onesend.chat.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The library of functions that a cluster runs in Redis. An incompatible one gets another name, so that both can be loaded. */
public final class FunctionLibrary {

    private static final String RESOURCE = "/io/onesend/chat/redis/onesend1.lua";

    private FunctionLibrary() {}

    /** Its text, as Redis loads it. */
    public static String text() {
        try (InputStream text = Objects.requireNonNull(FunctionLibrary.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " in the jar", unreadable);
        }
    }
}
