package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardInputTest {

    private static final Path JAVA = Path.of("/opt/java");

    @Test
    void takesAFileOfTheJvmForAClosedInput() {
        List<Path> classPath = List.of(Path.of("/srv/host-console.jar"), Path.of("relative.jar"));

        assertThat(StandardInput.belongsToJvm(JAVA.resolve("lib/modules"), JAVA, classPath))
                .isTrue();
        assertThat(StandardInput.belongsToJvm(Path.of("/srv/host-console.jar"), JAVA, classPath))
                .isTrue();
        assertThat(StandardInput.belongsToJvm(Path.of("relative.jar").toAbsolutePath(), JAVA, classPath))
                .isTrue();
        for (String other : List.of("/opt/javascript/in", "pipe:[4711]", "/dev/null", "/dev/pts/3", "/srv/lines")) {
            assertThat(StandardInput.belongsToJvm(Path.of(other), JAVA, classPath))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void knowsATerminalByItsName() {
        assertThat(List.of("/dev/pts/0", "/dev/tty", "/dev/tty1", "/dev/ttyS0"))
                .allMatch(name -> StandardInput.isTerminal(Path.of(name)));
        assertThat(List.of("/dev/null", "pipe:[4711]", "/dev/ptsx", "/home/dev/tty"))
                .noneMatch(name -> StandardInput.isTerminal(Path.of(name)));
    }

    @Test
    void isInTheBackgroundWhenTheTerminalHasAnotherGroupInFront() {
        // pid, name, state, parent, group, session, terminal, the terminal's foreground group, flags
        assertThat(StandardInput.isInBackground("700 (java) S 600 700 600 34816 700 4194304"))
                .isFalse();
        assertThat(StandardInput.isInBackground("700 (java) S 600 700 600 34816 600 4194304"))
                .isTrue();
        assertThat(StandardInput.isInBackground("700 (a) b) (c) S 600 700 600 34816 600 4194304"))
                .isTrue();
    }
}
