package io.onesend.it.build;

import io.onesend.it.harness.Command;
import io.onesend.it.harness.Jar;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's Maven project of one program. Its jar names its class path, as Maven resolved it, and runs. */
final class UserProject {

    private static final Duration BUILD = Duration.ofMinutes(3);
    private static final Duration RUN = Duration.ofMinutes(1);

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>user</groupId>
              <artifactId>program</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
              <dependencies>%s</dependencies>
              <build>
                <finalName>program</finalName>
                <pluginManagement><plugins>%s</plugins></pluginManagement>
                <plugins>
                  <plugin>
                    <artifactId>maven-jar-plugin</artifactId>
                    <configuration><archive><manifest>
                      <mainClass>%s</mainClass>
                      <addClasspath>true</addClasspath>
                      <classpathPrefix>%s</classpathPrefix>
                      <classpathLayoutType>repository</classpathLayoutType>
                      <useUniqueVersions>false</useUniqueVersions>
                    </manifest></archive></configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private final UserRepository repository;
    private final Path folder;
    private final Class<?> program;
    private final String dependencies;

    UserProject(UserRepository repository, Path folder, Class<?> program, String... dependencies) {
        this.repository = repository;
        this.folder = folder;
        this.program = program;
        this.dependencies = String.join("", dependencies);
    }

    /** Builds the project; its dependencyManagement has these lines. */
    UserProject build(String managed) throws IOException {
        String pom = POM.formatted(
                managed,
                dependencies,
                plugins(),
                program.getName(),
                repository.folder().toUri());
        Files.writeString(folder.resolve("pom.xml"), pom);
        Path source = folder.resolve("src/main/java/" + program.getName().replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, Files.readString(UserModule.source(program)));
        Files.deleteIfExists(jar());
        String settings = repository.settings().toString();
        Command.run(folder, BUILD, List.of(maven(), "-q", "-B", "-s", settings, "-Dmaven.test.skip", "package"))
                .expect(0);
        return this;
    }

    /** The versions of Netty's jars on the class path that Maven chose. */
    List<String> nettyVersions() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Arrays.stream(classPath.split(" "))
                    .filter(entry -> entry.contains("/io/netty/"))
                    .map(entry -> entry.replaceAll(".*/([^/]+)/[^/]+", "$1"))
                    .toList();
        }
    }

    Jar.Finished run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Jar.javaHome().resolve("bin/java").toString(), "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return Command.run(folder, RUN, command);
    }

    private Path jar() {
        return folder.resolve("target/program.jar");
    }

    /** The Maven that runs this test, or else that of the path. */
    private static String maven() {
        String home = System.getProperty("maven.home");
        return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }

    /** Those of a build that are in the repository already, because our own build has used them. */
    private static String plugins() throws IOException {
        String pom = Files.readString(Readme.root().resolve("pom.xml"));
        List<String> plugins = new ArrayList<>();
        for (String name : List.of("resources", "compiler", "surefire", "jar")) {
            plugins.add(plugin(pom, name));
        }
        return String.join("", plugins);
    }

    private static String plugin(String pom, String name) {
        String artifact = "<artifactId>maven-" + name + "-plugin</artifactId>";
        Matcher found = Pattern.compile(artifact + "\\s*<version>.*?</version>").matcher(pom);
        if (!found.find()) {
            throw new IllegalStateException("the pom says no version of " + name);
        }
        return "<plugin>" + found.group() + "</plugin>";
    }
}
