package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the jar as an application gets it. */
class LibraryJarIT {

    @Test
    void isAModuleThatExportsItsApiAndHidesItsImplementation() throws Exception {
        Set<ModuleReference> modules = ModuleFinder.of(jar()).findAll();

        assertThat(modules).extracting(module -> module.descriptor().name()).containsExactly("io.onesend.network");
        ModuleDescriptor module = modules.iterator().next().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports())
                .filteredOn(export -> !export.isQualified())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "io.onesend.network",
                        "io.onesend.network.packet",
                        "io.onesend.network.logic",
                        "io.onesend.network.metrics");
    }

    @Test
    void hasTheCoordinatesThatTheReadmeGives() throws Exception {
        Properties pom = new Properties();
        try (FileSystem jar = FileSystems.newFileSystem(jar());
                InputStream in =
                        Files.newInputStream(jar.getPath("META-INF/maven/io.onesend/network-core/pom.properties"))) {
            pom.load(in);
        }

        assertThat(Readme.of("network-core").text())
                .contains(String.format(
                        "  <groupId>%s</groupId>\n  <artifactId>%s</artifactId>\n  <version>%s</version>\n",
                        pom.getProperty("groupId"), pom.getProperty("artifactId"), pom.getProperty("version")));
    }

    private static Path jar() throws Exception {
        Path classes = Path.of(NetworkServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.getParent())) {
            List<Path> jars = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("network-core-[0-9].*(?<!-tests|-sources|-javadoc)\\.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        }
    }
}
