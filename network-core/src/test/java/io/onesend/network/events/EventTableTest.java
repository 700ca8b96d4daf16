package io.onesend.network.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

class EventTableTest {

    /** These fields are first in the README, wherever the recorder puts the fields of a superclass. */
    private static final Set<String> OF_EVERY_SESSION = Set.of("sessionId", "remoteAddress");

    private static final Set<String> OF_EVERY_EVENT = Set.of("startTime", "duration", "eventThread", "stackTrace");

    @Test
    void isThatOfTheReadme() throws Exception {
        List<String> rows =
                types().map(EventType::getEventType).map(EventTableTest::row).toList();

        assertThat(rows).isNotEmpty();
        assertThat(Readme.of("network-core").rows("io.onesend.network.")).containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String row(EventType type) {
        String fields = type.getFields().stream()
                .map(ValueDescriptor::getName)
                .filter(name -> !OF_EVERY_EVENT.contains(name))
                .sorted(Comparator.comparing(name -> !OF_EVERY_SESSION.contains(name)))
                .collect(Collectors.joining(", "));
        return "| `" + type.getName() + "` | " + fields + " | " + type.getDescription() + " |";
    }

    /** Finds every event class of the package, so that none can be forgotten. */
    private static Stream<Class<? extends Event>> types() throws URISyntaxException, IOException {
        Path classes = Path.of(SessionEvent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("io/onesend/network/events"))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".class", ""))
                    .<Class<?>>map(EventTableTest::load)
                    .filter(type -> Event.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("io.onesend.network.events." + name);
        } catch (ClassNotFoundException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }
}
