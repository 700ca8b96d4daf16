package io.onesend.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Command;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of jlink run programs on network-core and on content-chat. On each JDK of the run. */
class JlinkIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final Pattern NATIVE = Pattern.compile("io\\.netty\\.transport\\.(epoll|io_uring|kqueue)\\..*");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void anImageEchoes(Path javaHome) throws IOException {
        UserModule echo = echo();
        Path image = link(javaHome, echo, "user");

        assertThat(echo.run(image, List.of(), EchoProgram.class)).contains("transport NIO, answer hello");
    }

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void anImageWithNettysNativeLibrariesHasTheirTransports(Path javaHome) throws IOException {
        UserModule echo = echo();
        Path image = link(javaHome, echo, "user," + nativeModules());

        assertThat(echo.run(image, List.of("--add-modules", "ALL-SYSTEM"), EchoProgram.class))
                .contains("answer hello")
                .containsAnyOf("transport IO_URING", "transport EPOLL", "transport KQUEUE");
    }

    /** Lettuce and others are automatic modules, which jlink refuses: they stay on the module path. */
    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void anImageOfTheModulesThatTheReadmeNamesServesALogin(Path javaHome) throws IOException {
        UserModule chat =
                new UserModule(folder, ClassPath.entries(ClassPath.CHAT)).compile(ChatProgram.class, "io.onesend.chat");
        String options = Readme.of("content-chat").lineAfter("jlink ");
        Path image = link(javaHome, options.replace("--output image", "").strip());

        assertThat(chat.run(
                        image,
                        List.of("--module-path", chat.path()),
                        ChatProgram.class,
                        TestRedis.shared().uri(),
                        TestRedis.unique() + ":"))
                .contains("login NONE");
    }

    private UserModule echo() throws IOException {
        return new UserModule(folder, ClassPath.entries(ClassPath.CORE))
                .compile(EchoProgram.class, "io.onesend.network");
    }

    private Path link(Path javaHome, UserModule program, String modules) {
        return link(javaHome, "--module-path " + program.path() + " --add-modules " + modules);
    }

    private Path link(Path javaHome, String options) {
        Path image = folder.resolve("image");
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin/jlink").toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("--output", image.toString()));
        Command.run(folder, DEADLINE, command).expect(0);
        return image;
    }

    private static String nativeModules() {
        Stream<String> names =
                ModuleFinder.of(ClassPath.entries(ClassPath.CORE).toArray(Path[]::new)).findAll().stream()
                        .map(module -> module.descriptor().name());
        return names.filter(NATIVE.asMatchPredicate()).collect(Collectors.joining(","));
    }
}
