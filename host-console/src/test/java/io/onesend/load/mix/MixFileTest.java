package io.onesend.load.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.onesend.host.config.ConfigException;
import io.onesend.load.LoadGroup;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixFileTest {

    private static final Path NAME = Path.of("mix.yaml");

    @TempDir
    private Path folder;

    private Mix load(String... lines) throws IOException {
        Files.writeString(folder.resolve(NAME), String.join("\n", lines));
        return MixFile.load(folder, NAME);
    }

    @Test
    void readsSharesPausesAndARamp() throws IOException {
        Mix mix = load(
                "connections: 100",
                "duration: 1m",
                "ramp: 10s",
                "room-base: 7",
                "chat:",
                "  share: 3",
                "  members: 20",
                "  senders: 4",
                "  size: 32..200",
                "  think-time: 500ms..2s",
                "room: {share: 1, members: 10}",
                "connect: {share: 1}",
                "echo: {share: 0}");

        assertThat(mix.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(mix.ramp()).isEqualTo(Duration.ofSeconds(10));
        assertThat(mix.groups())
                .extracting(LoadGroup::scenario, LoadGroup::dummies, LoadGroup::rooms, LoadGroup::firstRoom)
                .containsExactly(
                        tuple(Scenario.CONNECT, 20, 2, 7),
                        tuple(Scenario.ROOM, 20, 2, 9),
                        tuple(Scenario.CHAT, 60, 3, 11));
        LoadGroup chat = mix.groups().get(2);
        assertThat(chat.senders()).isEqualTo(4);
        assertThat(chat.sizes()).isEqualTo(new SizeRange(32, 200));
        assertThat(chat.pace().leastThink()).isEqualTo(Duration.ofMillis(500));
        assertThat(chat.pace().mostThink()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void givesEveryConnectionToSomebodyWhateverTheShares() throws IOException {
        Mix mix = load("connections: 101", "chat: {share: 33}", "echo: {share: 33}", "login: {share: 33}");

        assertThat(mix.groups().stream().mapToInt(LoadGroup::dummies).sum()).isEqualTo(101);
        assertThat(mix.groups()).extracting(LoadGroup::dummies).allMatch(dummies -> dummies == 33 || dummies == 34);
    }

    @Test
    void reportsEverythingThatIsWrongWithLineAndPath() {
        assertThatThrownBy(() -> load(
                        "conections: 5",
                        "chat:",
                        "  share: many",
                        "  size: 200..100",
                        "  think-time: 1s..x",
                        "  membrs: 4",
                        "echo:",
                        "  members: 3",
                        "connect: 7"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        problems -> assertThat(problems.getMessage().lines())
                                .containsExactly(
                                        "mix.yaml:1: unknown key conections; did you mean connections?",
                                        "mix.yaml:3: chat.share is not a whole number: 'many'",
                                        "mix.yaml:4: chat.size goes down: '200..100'; the lower end comes first",
                                        "mix.yaml:5: chat.think-time is not a duration: 'x'; durations are written 250ms, 30s, 5m, 1h",
                                        "mix.yaml:6: unknown key chat.membrs; did you mean chat.members?",
                                        "mix.yaml:8: unknown key echo.members; did you mean chat.members?",
                                        "mix.yaml:9: connect is a section: it needs keys below it, not a value"));
    }

    @Test
    void reportsWhatDoesNotGoTogether() {
        assertThatThrownBy(() -> load("connections: 10"))
                .hasMessage("mix.yaml: no scenario has a share, so there is nothing to do");
        assertThatThrownBy(() -> load("connections: 2", "chat: {share: 99}", "echo:", "  share: 1"))
                .hasMessageContaining("mix.yaml:4: echo.share leaves it none of the connections");
        assertThatThrownBy(() -> load("chat:", "  share: 1", "  members: 2", "  senders: 3"))
                .hasMessage("mix.yaml:4: chat.senders has to be at most chat.members");
        assertThatThrownBy(() -> MixFile.load(folder, Path.of("none.yaml")))
                .hasMessage("none.yaml: there is no such file");
    }

    @Test
    void readsTheOneInTheReadme() throws IOException {
        Matcher block = Pattern.compile("```yaml\n(connections:.*?)```", Pattern.DOTALL)
                .matcher(Readme.of("host-console").text());
        assertThat(block.find()).as("a mix in the README").isTrue();
        assertThat(block.group(1).lines().count()).isLessThanOrEqualTo(15);

        Mix mix = load(block.group(1));

        assertThat(mix.groups()).hasSizeGreaterThan(2);
        assertThat(mix.ramp()).isPositive();
    }
}
