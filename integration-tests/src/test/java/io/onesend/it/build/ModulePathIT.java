package io.onesend.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.TestRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that are named modules are compiled against ours, and run on the module path of each JDK. */
class ModulePathIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void aNamedModuleEchoes(Path javaHome) throws IOException {
        UserModule echo = core().compile(EchoProgram.class, "io.onesend.network");

        assertThat(echo.run(javaHome, List.of("--module-path", echo.path()), EchoProgram.class))
                .contains("transport NIO, answer hello");
    }

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void aNamedModuleWithNettysNativeLibrariesHasTheirTransports(Path javaHome) throws IOException {
        UserModule echo = core().compile(EchoProgram.class, "io.onesend.network");

        List<String> options = List.of("--module-path", echo.path(), "--add-modules", "ALL-MODULE-PATH");
        assertThat(echo.run(javaHome, options, EchoProgram.class))
                .contains("answer hello")
                .containsAnyOf("transport IO_URING", "transport EPOLL", "transport KQUEUE");
    }

    /** The module is optional in ours, so the program's own start has to name it. */
    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void aNamedModuleLearnsAddressesFromItsProxy(Path javaHome) throws IOException {
        UserModule proxied = new UserModule(folder, ClassPath.entries(ClassPath.PROXIED))
                .compile(ProxiedProgram.class, "io.onesend.network");

        List<String> options = List.of("--module-path", proxied.path(), "--add-modules", "io.netty.codec.haproxy");
        assertThat(proxied.run(javaHome, options, ProxiedProgram.class)).contains("client /203.0.113.7:4711");
    }

    /** With all of Netty on the module path, also what only Lettuce uses. */
    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void aNamedModuleServesALoginThroughRedis(Path javaHome) throws IOException {
        UserModule chat =
                new UserModule(folder, ClassPath.entries(ClassPath.CHAT)).compile(ChatProgram.class, "io.onesend.chat");

        List<String> options = List.of("--module-path", chat.path());
        assertThat(chat.run(
                        javaHome, options, ChatProgram.class, TestRedis.shared().uri(), TestRedis.unique() + ":"))
                .contains("login NONE");
    }

    @Test
    void theImplementationIsNotToBeSeen() throws IOException {
        String inside = """
                package user;

                class Main {
                    io.onesend.network.netty.NettyServer server;
                    io.onesend.network.log.RateLimitedLog log;
                }
                """;

        assertThat(core().compile(inside, "io.onesend.network"))
                .contains(
                        "package io.onesend.network.netty is not visible",
                        "package io.onesend.network.log is not visible");
    }

    private UserModule core() {
        return new UserModule(folder, ClassPath.entries(ClassPath.CORE));
    }
}
