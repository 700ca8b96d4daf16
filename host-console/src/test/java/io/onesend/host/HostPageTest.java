package io.onesend.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.process.ExitStatus;
import io.onesend.host.server.AdminPages;
import io.onesend.host.server.HostState;
import io.onesend.host.server.HostTable;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md of this module says of commands, exit statuses and admin pages. */
class HostPageTest {

    private static final Pattern NAME_IN_HELP = Pattern.compile("(?m)^  ([a-z-]+)  ");

    private static final Set<String> GROUPS = Set.of("user", "tls");

    @TempDir
    private Path folder;

    @Test
    void hasEveryCommand() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String name : namesInHelp("--help")) {
            if (GROUPS.contains(name)) {
                namesInHelp(name, "--help").forEach(of -> commands.add(name + " " + of));
            } else {
                commands.add(name);
            }
        }

        assertThat(Readme.of("host-console").table("| command | does |"))
                .extracting(row -> row.get(0).replaceAll("`(((user|tls) )?[a-z-]+).*", "$1"))
                .containsExactlyElementsOf(commands);
    }

    @Test
    void hasEveryScenarioOfTheLoadTool() throws IOException {
        assertThat(Readme.of("host-console").table("| scenario | what each client does |"))
                .extracting(row -> row.get(0).replace("`", ""))
                .containsExactlyElementsOf(namesInHelp("load", "--help"));
    }

    @Test
    void hasEveryExitStatus() throws IOException {
        assertThat(Readme.of("host-console").table("| status | meaning |"))
                .extracting(row -> Integer.valueOf(row.get(0)))
                .containsExactlyElementsOf(Arrays.stream(ExitStatus.class.getFields())
                        .map(HostPageTest::value)
                        .sorted()
                        .toList());
    }

    @Test
    void hasEveryOperation() throws IOException {
        List<List<String>> rows = HostTable.of(new HostState(), () -> {}).operations().stream()
                .map(row -> List.of(
                        "`" + row.usage() + "`",
                        row.route() == null
                                ? ""
                                : "`" + row.route().method() + " " + row.route().path() + "`",
                        row.help()))
                .toList();

        assertThat(Readme.of("host-console").table("| typed | on the admin port | does |"))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void hasEveryAdminPage() throws IOException {
        assertThat(Readme.of("host-console").table("| page | answers |"))
                .extracting(row -> row.get(0).replaceAll("`|[?].*", ""))
                .containsExactlyInAnyOrderElementsOf(
                        AdminPages.of(new HostState(), () -> "").keySet());
    }

    private List<String> namesInHelp(String... arguments) {
        TestContext process = new TestContext(folder);
        assertThat(process.run(arguments)).isZero();
        String lists = process.out().split("\n(Commands|Scenarios):\n")[1];
        return NAME_IN_HELP
                .matcher(lists)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    private static Integer value(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
