package io.onesend.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Command;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** A user's program as the named module {@code user}, compiled against modules of ours. */
final class UserModule {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Path folder;
    private final List<Path> modules;

    UserModule(Path folder, List<Path> modules) {
        this.folder = folder;
        this.modules = modules;
    }

    /** The module path: this module, and those that it was compiled against. */
    String path() {
        return folder.resolve("classes") + File.pathSeparator + ClassPath.path(modules);
    }

    /** Compiles a program of these tests as a module that requires another. */
    UserModule compile(Class<?> program, String required) throws IOException {
        assertThat(compile(Files.readString(source(program)), required)).isEmpty();
        return this;
    }

    /** What the compiler says of a class {@code Main} in a module that requires another. */
    String compile(String source, String required) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("source"));
        Path module =
                Files.writeString(sources.resolve("module-info.java"), "module user { requires " + required + "; }");
        Path main = Files.writeString(sources.resolve(fileName(source)), source);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "-Xlint:all",
                        "-Werror",
                        "--release=17",
                        "--class-path",
                        "",
                        "--module-path",
                        ClassPath.path(modules),
                        "-d",
                        folder.resolve("classes").toString(),
                        module.toString(),
                        main.toString());
        return said.toString();
    }

    /** What a program says until it ends by itself, on the Java of this home, which may be an image of jlink. */
    String run(Path javaHome, List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("--module", "user/" + program.getName()));
        command.addAll(List.of(arguments));
        return Command.run(folder, DEADLINE, command).expect(0).all();
    }

    static Path source(Class<?> program) {
        return Path.of("src/test/java", program.getName().replace('.', '/') + ".java")
                .toAbsolutePath();
    }

    private static String fileName(String source) {
        return source.replaceAll("(?s).*?class (\\w+).*", "$1") + ".java";
    }
}
