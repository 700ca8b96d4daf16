package io.onesend.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's local repository: our modules as {@code mvn install} leaves them there. All else comes from the repository that this
 * build used, so no network is needed.
 */
final class UserRepository {

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>onesend</artifactId>\\s*<version>(.*?)</version>");

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>%s</groupId>
              <artifactId>%s</artifactId>
              <version>%s</version>
              <dependencies>%s</dependencies>
            </project>
            """;

    private final Path folder;
    private final String version;

    private UserRepository(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    static UserRepository install(Path folder) throws IOException {
        Path root = Readme.root();
        Matcher version = VERSION.matcher(Files.readString(root.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        UserRepository repository = new UserRepository(folder, version.group(1));
        Files.copy(root.resolve("pom.xml"), repository.file("io.onesend", "onesend", version.group(1), ".pom"));
        for (String module : List.of("network-core", "content-chat")) {
            Path jar = root.resolve(module + "/target/" + module + "-" + version.group(1) + ".jar");
            assertThat(jar).as("what mvn package builds").isRegularFile();
            Files.copy(jar, repository.file("io.onesend", module, version.group(1), ".jar"));
            Files.copy(
                    root.resolve(module + "/pom.xml"), repository.file("io.onesend", module, version.group(1), ".pom"));
        }
        return repository;
    }

    Path folder() {
        return folder;
    }

    /** One of our modules, as a user's pom names it. */
    String ours(String module) {
        return dependency("io.onesend", module, version);
    }

    static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version + "</version></dependency>";
    }

    /** Adds a library that depends on one of Netty's jars in a version of its own. Returns it as a user's pom names it. */
    String addLibraryWithNetty(String artifact, String nettyVersion) throws IOException {
        String library = "library-" + nettyVersion;
        Files.writeString(
                file("other", library, "1", ".pom"),
                POM.formatted("other", library, "1", dependency("io.netty", artifact, nettyVersion)));
        writeEmptyJar(file("other", library, "1", ".jar"));
        Files.writeString(
                file("io.netty", artifact, nettyVersion, ".pom"),
                POM.formatted("io.netty", artifact, nettyVersion, ""));
        Path jar = Files.copy(builtWith(artifact), file("io.netty", artifact, nettyVersion, ".jar"));
        changeVersion(jar, artifact, nettyVersion);
        return dependency("other", library, "1");
    }

    /** The settings of a user whose other artifacts are all in the repository that this build used. */
    Path settings() throws IOException {
        // .../io/netty/netty-common/VERSION/netty-common-VERSION.jar
        Path others = builtWith("netty-common").resolve("../../../../..").normalize();
        return Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>build</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(folder, others.toUri()));
    }

    private Path file(String group, String artifact, String version, String end) throws IOException {
        Path parent = folder.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
        return Files.createDirectories(parent).resolve(artifact + "-" + version + end);
    }

    private static Path builtWith(String artifact) {
        return ClassPath.entries(Pattern.compile(".*/" + artifact + "-[0-9][^/]*\\.jar"))
                .get(0);
    }

    private static void changeVersion(Path jar, String artifact, String version) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Properties versions = new Properties();
            versions.setProperty(artifact + ".version", version);
            try (OutputStream out = Files.newOutputStream(files.getPath("META-INF/io.netty.versions.properties"))) {
                versions.store(out, null);
            }
        }
    }

    private static void writeEmptyJar(Path jar) throws IOException {
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))
                .close();
    }
}
