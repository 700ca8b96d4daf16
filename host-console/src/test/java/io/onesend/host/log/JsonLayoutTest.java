package io.onesend.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLayoutTest {

    private final List<String> lines = new ArrayList<>();
    private final LoggerContext context = new LoggerContext("test");
    private Logger log;

    @BeforeEach
    void start() {
        LogOutput output =
                new LogOutput(new JsonLayout(), event -> lines.add(new String(event, StandardCharsets.UTF_8)));
        context.start(new LogConfiguration(output, LogLevels.of(new Properties(), Level.INFO)));
        log = context.getLogger("io.onesend.a.Room");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void isOneObjectOnALineWithTheseMembers() {
        log.warn("방 {}개", 100);

        JsonNode event = event();
        assertThat(event.propertyNames()).containsExactly("time", "level", "logger", "thread", "message");
        assertThat(Instant.parse(event.get("time").asString()))
                .isBetween(Instant.now().minusSeconds(600), Instant.now());
        assertThat(event.get("level").asString()).isEqualTo("WARN");
        assertThat(event.get("logger").asString()).isEqualTo("io.onesend.a.Room");
        assertThat(event.get("thread").asString())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(event.get("message").asString()).isEqualTo("방 100개");
        assertThat(lines.get(0)).contains("\"방 100개\"").endsWith("}\n");
    }

    @Test
    void whateverAPeerSendsIsTextInsideAString() {
        String text = "\"}\r\n{\"level\":\"ERROR\\\",\u0000\u001b[2J\u009b\u2028\t";
        log.info("name {}", text);

        assertThat(event().get("message").asString()).isEqualTo("name " + text);
        assertThat(lines.get(0).strip()).doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u2028]");
    }

    @Test
    void namesTheSessionOfALineThatIsAboutOne() {
        log.info("session {} of {} ended: {}", 17L, "/127.0.0.1:1", "idle");
        assertThat(event().get("session").asLong()).isEqualTo(17);
    }

    @Test
    void aPeerCannotNameASession() {
        log.info("{} failed", "session 18");
        log.info("{} sessions", 18L);
        log.info("session 18");
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("\"session\":"));
    }

    @Test
    void aFailureComesWithItsStack() {
        log.error("no", new IllegalStateException("say \"hm\"\nforged", new IllegalArgumentException("inner")));

        JsonNode event = event();
        assertThat(event.get("error").asString()).isEqualTo("java.lang.IllegalStateException: say \"hm\"\nforged");
        assertThat(event.get("stack").asString().lines())
                .startsWith("java.lang.IllegalStateException: say \"hm\"\\nforged")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .anyMatch(
                        line -> line.startsWith("\tat io.onesend.host.log.JsonLayoutTest.aFailureComesWithItsStack("));
    }

    @Test
    void theReadmeHasEveryMember() throws IOException {
        log.error("session {} failed", 1L, new IllegalStateException("why"));

        assertThat(Readme.of("host-console").table("| member of a JSON line | meaning |"))
                .extracting(row -> row.get(0).replace("`", ""))
                .containsExactlyElementsOf(event().propertyNames());
    }

    private JsonNode event() {
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).lines()).hasSize(1);
        return new JsonMapper().readTree(lines.get(0));
    }
}
