package io.onesend.host.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/onesend} with Javas that only print how they were called, one argument a line. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef";
    private static final String YOUNG = "-Xmn16m";
    private static final String CLASSES = "-XX:MetaspaceSize=64m";
    private static final List<String> THRESHOLDS = List.of(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000");
    private static final String PRINTS = "printf '%s\\n' \"$@\"";

    @TempDir
    private Path temporary;

    private Path home;

    private record Finished(int status, List<String> out, String err) {}

    @BeforeEach
    void unpack() throws IOException {
        home = Files.createDirectories(temporary.toRealPath().resolve("one send"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Readme.root().resolve("host-console/src/dist/bin/onesend"), home.resolve("bin/onesend"));
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/onesend.jar"));
        Files.writeString(home.resolve("lib/onesend.jar.sha256"), HASH + "\n");
    }

    @Test
    void startsTheJarOnTheJavaOfJavaHomeWithEveryArgumentAsItIs() throws Exception {
        Finished finished = run(java("17.0.15", PRINTS), "chat", "--user", "two words", "");

        assertThat(finished.status()).isZero();
        assertThat(finished.out()).containsExactly("-jar", jar(), "chat", "--user", "two words", "");
    }

    @Test
    void givesAServerLittleRoomForYoungObjects() throws Exception {
        Path java = java("17.0.15", PRINTS);

        assertThat(run(java).out()).containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar()));
        assertThat(run(java, "--set", "a=b").out())
                .containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar(), "--set", "a=b"));
        assertThat(run(java, "load", "run").out()).containsExactly("-jar", jar(), "load", "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmn64m", "-Xmx1g -Xmn64m", "-XX:NewSize=64m", "-XX:MaxNewSize=64m", "-XX:NewRatio=3"})
    void leavesTheRoomForYoungObjectsToWhoSetsIt(String options) throws Exception {
        String java = java("17.0.15", PRINTS).toString();

        assertThat(run(Map.of("JAVA_HOME", java, "JDK_JAVA_OPTIONS", options), script(), "run")
                        .out())
                .containsExactlyElementsOf(ofServer("-jar", jar(), "run"));
        assertThat(run(Map.of("JAVA_HOME", java, "JDK_JAVA_OPTIONS", "-Xmx1g"), script(), "run")
                        .out())
                .containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar(), "run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:CompileThresholdScaling=2", "-Xmx1g -XX:Tier4InvocationThreshold=9000"})
    void leavesTheThresholdsOfTheCompilersToWhoSetsThem(String options) throws Exception {
        String java = java("17.0.15", PRINTS).toString();

        assertThat(run(Map.of("JAVA_HOME", java, "JDK_JAVA_OPTIONS", options), script(), "run")
                        .out())
                .containsExactly(YOUNG, CLASSES, "-jar", jar(), "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:MetaspaceSize=96m", "-Xmx1g -XX:MaxMetaspaceSize=128m"})
    void leavesTheRoomForClassesToWhoSetsIt(String options) throws Exception {
        String java = java("17.0.15", PRINTS).toString();

        assertThat(run(Map.of("JAVA_HOME", java, "JDK_JAVA_OPTIONS", options), script(), "run")
                        .out())
                .contains(YOUNG)
                .doesNotContain(CLASSES)
                .containsAll(THRESHOLDS);
    }

    @Test
    void startsThroughALinkFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), home.resolve("bin/onesend"));
        Path relative = Files.createSymbolicLink(temporary.resolve("relative"), Path.of("link"));

        assertThat(run(Map.of("JAVA_HOME", java("17.0.15", PRINTS).toString()), relative, "run")
                        .out())
                .as("through " + link)
                .containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar(), "run"));
    }

    @Test
    void takesMoreJarsFromAFolderOfTheirOwn() throws Exception {
        Files.createDirectories(home.resolve("lib/ext"));
        assertThat(run(java("17.0.15", PRINTS), "run").out())
                .as("no jar yet")
                .containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar(), "run"));

        Files.createFile(home.resolve("lib/ext/more.jar"));
        String classPath = jar() + ":" + home.resolve("lib/ext") + "/*";
        assertThat(run(java("17.0.15", PRINTS), "run", "two words").out())
                .containsExactlyElementsOf(
                        ofServer(YOUNG, "-cp", classPath, "io.onesend.host.Main", "run", "two words"));
        assertThat(run(java("25.0.3", PRINTS), "run").out())
                .containsExactlyElementsOf(ofServer(
                        YOUNG, "--enable-native-access=ALL-UNNAMED", "-cp", classPath, "io.onesend.host.Main", "run"));
        assertThat(run(java("26.0.1", PRINTS)).out())
                .containsExactlyElementsOf(ofServer(
                        YOUNG,
                        "--enable-final-field-mutation=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        "io.onesend.host.Main"));
    }

    @Test
    void usesTheArchiveOfThisJarAndThisJavaOnly() throws Exception {
        Path archive = archive("cache", "0123456789abcdef-17.0.15+6.jsa");
        archive("cache", "0123456789abcdef-25.0.3+6.aot");

        assertThat(run(java("17.0.15", PRINTS), "run").out())
                .containsExactlyElementsOf(ofServer("-XX:SharedArchiveFile=" + archive, YOUNG, "-jar", jar(), "run"));
        assertThat(run(java("25.0.3", PRINTS), "run").out().get(0))
                .isEqualTo("-XX:AOTCache=" + home.resolve("cache/onesend-0123456789abcdef-25.0.3+6.aot"));
        assertThat(run(java("17.0.16", PRINTS), "run").out())
                .as("another Java")
                .containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar(), "run"));

        Files.writeString(home.resolve("lib/onesend.jar.sha256"), "f" + HASH + "\n");
        assertThat(run(java("17.0.15", PRINTS), "run").out())
                .as("another jar")
                .containsExactlyElementsOf(ofServer(YOUNG, "-jar", jar(), "run"));
    }

    @Test
    void takesTheJavaOfItsOwnFolderFirst() throws Exception {
        Files.move(java("25.0.3", "echo of its own"), home.resolve("runtime"));

        assertThat(run(java("17.0.15", PRINTS), "run").out()).containsExactly("of its own");
    }

    @Test
    void findsTheJavaOfThePathBehindItsLinks() throws Exception {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path java = java("17.0.15", PRINTS);
        Files.createSymbolicLink(bin.resolve("java"), java.resolve("bin/java"));
        Path archive = archive("cache", "0123456789abcdef-17.0.15+6.jsa");

        Finished finished = run(Map.of("PATH", bin + ":" + System.getenv("PATH"), "JAVA_HOME", ""), script(), "run");

        assertThat(finished.out())
                .containsExactlyElementsOf(ofServer("-XX:SharedArchiveFile=" + archive, YOUNG, "-jar", jar(), "run"));
    }

    @Test
    void asksAJavaWithoutAReleaseFileForItsVersion() throws Exception {
        Path java = java("17.0.15", "echo '    java.version = 21.0.2' >&2; " + PRINTS);
        Files.delete(java.resolve("release"));
        Path archive = archive("cache", "0123456789abcdef-21.0.2.jsa");

        assertThat(run(java, "run").out())
                .containsExactlyElementsOf(ofServer("-XX:SharedArchiveFile=" + archive, YOUNG, "-jar", jar(), "run"));
    }

    @Test
    void saysWhichJavaIsNeeded() throws Exception {
        Finished old = run(java("11.0.2", PRINTS), "run");
        assertThat(old.status()).isEqualTo(78);
        assertThat(old.err()).startsWith("onesend: Java 17 or later is needed").contains("11.0.2", "JAVA_HOME");

        Finished nowhere = run(temporary.resolve("nowhere"), "run");
        assertThat(nowhere.status()).isEqualTo(78);
        assertThat(nowhere.err()).contains("there is no bin/java in it");

        Path tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed", "tr")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        Finished none = run(Map.of("PATH", tools.toString(), "JAVA_HOME", ""), script(), "run");
        assertThat(none.status()).isEqualTo(78);
        assertThat(none.err()).contains("there is no Java");
    }

    @Test
    void trainingLeavesTheArchiveAndRemovesOlderOnes() throws Exception {
        archive("cache", "fedcba9876543210-17.0.15+6.jsa");
        Path java = java("17.0.15", "[ \"$4\" = train ] && echo > \"${1#-XX:ArchiveClassesAtExit=}\"; echo much");

        Finished finished = run(java, "train");

        Path archive = home.resolve("cache/onesend-0123456789abcdef-17.0.15+6.jsa");
        assertThat(finished.out()).containsExactly("the class archive is " + archive);
        assertThat(files(home.resolve("cache"))).containsExactly(archive);
    }

    @Test
    void trainsOnlyIfNeeded() throws Exception {
        Path java = java("25.0.3", "echo trained > \"${1#-XX:AOTCacheOutput=}\"");

        assertThat(run(java, "train", "--if-needed").out()).hasSize(1);
        assertThat(run(java, "train", "--if-needed")).isEqualTo(new Finished(0, List.of(), ""));
        assertThat(run(java, "train").out()).as("asked for").hasSize(1);
    }

    @Test
    void aTrainingThatFailsLeavesNothingAndItsStatus() throws Exception {
        Finished finished =
                run(java("17.0.15", "echo half > \"${1#-XX:ArchiveClassesAtExit=}\"; echo why; exit 71"), "train");

        assertThat(finished.status()).isEqualTo(71);
        assertThat(finished.err()).isEqualTo("why\n");
        assertThat(files(home.resolve("cache"))).isEmpty();
    }

    @Test
    void keepsTheArchiveInTheCacheOfTheService() throws Exception {
        Path cache = Files.createDirectories(temporary.resolve("var cache"));
        Map<String, String> service = Map.of(
                "JAVA_HOME",
                java("17.0.15", "case $1 in *Exit=*) echo > \"${1#*=}\" ;; *) " + PRINTS + " ;; esac")
                        .toString(),
                "CACHE_DIRECTORY",
                cache.toString());

        run(service, script(), "train");

        assertThat(run(service, script(), "run").out().get(0))
                .isEqualTo("-XX:SharedArchiveFile=" + cache.resolve("onesend-0123456789abcdef-17.0.15+6.jsa"));
    }

    private Path script() {
        return home.resolve("bin/onesend");
    }

    private String jar() {
        return home.resolve("lib/onesend.jar").toString();
    }

    private Path archive(String folder, String name) throws IOException {
        return Files.createFile(Files.createDirectories(home.resolve(folder)).resolve("onesend-" + name));
    }

    /** A Java of this version, whose {@code bin/java} is these lines of shell. */
    private Path java(String version, String lines) throws IOException {
        Path java = Files.createTempDirectory(temporary, "java ");
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                java.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "+6\"\nJAVA_VERSION=\"" + version
                        + "\"\n");
        return java;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Finished run(Path javaHome, String... arguments) throws Exception {
        return run(Map.of("JAVA_HOME", javaHome.toString()), script(), arguments);
    }

    private Finished run(Map<String, String> environment, Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path err = temporary.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("CACHE_DIRECTORY", "XDG_CACHE_HOME", "HOME", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), out.lines().toList(), Files.readString(err));
    }

    /** The arguments of a server's Java: these, with what it always gets behind the room for young objects, or first. */
    private static List<String> ofServer(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int afterYoung = all.indexOf(YOUNG) + 1;
        all.add(afterYoung, CLASSES);
        all.addAll(afterYoung + 1, THRESHOLDS);
        return all;
    }
}
