package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are named modules are compiled against ours, and run on the module path. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ModulePathIT {

    private static final Pattern CORE = jars(
            "network-core",
            "netty-(common|buffer|resolver|transport)-[0-9]"
                    + "|netty-transport-(classes|native)-|jctools-core-|slf4j-api-|jspecify-");

    private static final Pattern CHAT = Pattern.compile(CORE + "|"
            + jars(
                    "content-chat",
                    "lettuce-core-|reactor-core-|reactive-streams-|redis-authx-|argon2-jvm-|jna-|bcprov-"));

    /** What only Lettuce uses of Netty: as a module it would require netty-codec, a jar that Lettuce does not bring. */
    private static final Pattern CLASS_PATH_OF_CHAT =
            Pattern.compile(".*/netty-(handler|codec-base|codec-dns|resolver-dns)-[^/]*");

    private static Pattern jars(String module, String names) {
        return Pattern.compile(".*/" + module + "/target/(classes|" + module + "-[^/]*(?<!-tests)\\.jar)|.*/(" + names
                + ")[^/]*\\.jar");
    }

    private static final String ECHO = """
            package consumer;

            import io.onesend.network.*;
            import io.onesend.network.logic.LogicLoop;
            import io.onesend.network.packet.PacketDecoder;
            import java.time.Duration;
            import java.util.concurrent.*;

            public class Main {
                public static void main(String[] args) throws Exception {
                    NetworkConfig config = NetworkConfig.anyProtocol().build();
                    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
                    try (LogicLoop logic = LogicLoop.start("logic");
                            NetworkServer server = NetworkServer.start(
                                    config, logic, PacketDecoder.BYTES, (session, bytes) -> session.send(bytes));
                            NetworkClient client = NetworkClient.start(config, logic)) {
                        Session session = client.connect(
                                        server.address(),
                                        Duration.ofSeconds(10),
                                        PacketDecoder.BYTES,
                                        (from, bytes) -> answers.add(bytes))
                                .toCompletableFuture()
                                .get();
                        session.send("hello".getBytes());
                        byte[] answer = answers.poll(30, TimeUnit.SECONDS);
                        System.out.println("transport " + server.transport() + ", answer " + new String(answer));
                    }
                }
            }
            """;

    private static final String CHAT_SERVER = """
            package consumer;

            import io.onesend.chat.ChatServer;
            import io.onesend.chat.config.ChatConfig;
            import io.onesend.chat.login.*;
            import java.time.Duration;

            public class Main {
                public static void main(String[] args) throws Exception {
                    String hash = new PasswordHasher().hash("secret");
                    System.out.println("hash " + hash.substring(0, 9));
                    RedisSettings nowhere = new RedisSettings("redis://127.0.0.1:1", Duration.ofSeconds(5), "p:");
                    try (AccountStore accounts = RedisAccountStore.connect(nowhere);
                            ChatServer chat = new ChatServer(ChatConfig.defaults(), accounts)) {
                        System.out.println("connected to " + chat);
                    } catch (AccountStoreException unreachable) {
                        System.out.println(unreachable.getMessage());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aNamedModuleEchoesAPacket() throws Exception {
        assertThat(compile(CORE, "module consumer { requires io.onesend.network; }", ECHO))
                .isEmpty();

        assertThat(run(CORE)).contains("transport NIO, answer hello");
    }

    @Test
    void aNamedModuleWithNettysNativeLibrariesHasTheirTransports() throws Exception {
        assertThat(compile(CORE, "module consumer { requires io.onesend.network; }", ECHO))
                .isEmpty();

        assertThat(run(CORE, "--add-modules", "ALL-MODULE-PATH"))
                .contains("answer hello")
                .containsAnyOf("transport IO_URING", "transport EPOLL", "transport KQUEUE");
    }

    @Test
    void theImplementationIsNotToBeSeen() throws Exception {
        String inside = """
                package consumer;

                class Main {
                    io.onesend.network.netty.NettyServer server;
                    io.onesend.network.log.RateLimitedLog log;
                }
                """;

        assertThat(compile(CORE, "module consumer { requires io.onesend.network; }", inside))
                .contains(
                        "package io.onesend.network.netty is not visible",
                        "package io.onesend.network.log is not visible");
    }

    @Test
    void aNamedModuleHashesPasswordsAndConnectsToRedis() throws Exception {
        assertThat(compile(CHAT, "module consumer { requires io.onesend.chat; }", CHAT_SERVER))
                .isEmpty();

        assertThat(run(CHAT, "--class-path", path(CLASS_PATH_OF_CHAT)))
                .contains("hash $argon2id", "Redis at redis://127.0.0.1:1 cannot be reached: connection refused");
    }

    /** What the compiler says. */
    private String compile(Pattern modules, String module, String source) throws IOException {
        Map<String, String> sources = new TreeMap<>(Map.of("module-info.java", module, "consumer/Main.java", source));
        Files.createDirectories(folder.resolve("source/consumer"));
        for (Map.Entry<String, String> file : sources.entrySet()) {
            Files.writeString(folder.resolve("source").resolve(file.getKey()), file.getValue());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", folder.resolve("classes").toString(), "--module-path", path(modules), "-proc:none");
            List<Path> paths = sources.keySet().stream()
                    .map(folder.resolve("source")::resolve)
                    .toList();
            compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                    .call();
        }
        return said.toString();
    }

    /** What the program says until it ends by itself. */
    private String run(Pattern modules, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Jar.javaHome().resolve("bin/java").toString(),
                "--module-path",
                folder.resolve("classes") + File.pathSeparator + path(modules)));
        command.addAll(List.of(options));
        command.addAll(List.of("--module", "consumer/consumer.Main"));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor()).as(said).isZero();
            return said;
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    /** Those of this test's own class path. */
    private static String path(Pattern modules) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> modules.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
