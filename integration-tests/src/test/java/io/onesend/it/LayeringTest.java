package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.onesend.chat.misplaced.EverythingWrong;
import io.onesend.network.WrongApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the product's classes against the rules of the layers, and that each rule can fail. */
class LayeringTest {

    private static final Path ROOT = Path.of(System.getProperty("onesend.root", ".."));
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "network-core", List.of("io.onesend.network"),
            "content-chat", List.of("io.onesend.chat"),
            "host-console", List.of("io.onesend.host", "io.onesend.load"));

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        List<Path> folders =
                PACKAGES.keySet().stream().map(LayeringTest::classes).toList();
        product = new ClassFileImporter().importPaths(folders);
    }

    private static Path classes(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        assertThat(classes).isDirectory();
        return classes;
    }

    @ParameterizedTest
    @EnumSource
    void theProductKeepsTheRule(Layering layering) {
        layering.rule().check(product);
    }

    @ParameterizedTest
    @EnumSource
    void theRuleCanFail(Layering layering) {
        JavaClasses wrong = new ClassFileImporter()
                .importClasses(
                        EverythingWrong.class,
                        WrongApi.class,
                        io.onesend.network.packet.WrongPacket.class,
                        io.onesend.host.WrongHost.class);

        assertThat(layering.rule().evaluate(wrong).hasViolation())
                .as(layering.name())
                .isTrue();
    }

    @Test
    void everyModuleKeepsToItsOwnPackages() {
        PACKAGES.forEach((module, packages) -> {
            JavaClasses classes = new ClassFileImporter().importPath(classes(module));
            assertThat(classes).isNotEmpty();
            assertThat(classes)
                    .extracting(JavaClass::getPackageName)
                    .allMatch(
                            name -> packages.stream().anyMatch(own -> name.equals(own) || name.startsWith(own + ".")));
        });
    }
}
