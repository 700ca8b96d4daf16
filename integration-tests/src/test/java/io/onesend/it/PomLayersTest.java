package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The modules' dependencies, read from the poms: they point downwards, and what a layer owns nobody else declares. */
class PomLayersTest {

    private static final Path ROOT = Path.of(System.getProperty("onesend.root", ".."));

    private record Dependency(String group, String artifact, String scope, String type) {
        boolean shipped() {
            return !scope.equals("test");
        }
    }

    @Test
    void thereAreFourModulesInTheirOrder() throws Exception {
        assertThat(texts(root("pom.xml"), "module"))
                .containsExactly("network-core", "content-chat", "host-console", "integration-tests");
    }

    @Test
    void dependenciesBetweenModulesPointDownwards() throws Exception {
        assertThat(ownModules("network-core")).isEmpty();
        assertThat(ownModules("content-chat")).containsExactly("network-core");
        assertThat(ownModules("host-console")).containsExactly("content-chat");
        assertThat(ownModules("integration-tests")).isEmpty();
    }

    @Test
    void whatTestsTakeFromAnotherModuleIsItsTestCodeOrTheWholeProduct() throws Exception {
        for (String module : List.of("network-core", "content-chat", "host-console")) {
            assertThat(dependencies(module))
                    .filteredOn(dependency -> dependency.group.equals("io.onesend") && !dependency.shipped())
                    .allSatisfy(dependency -> {
                        assertThat(dependency.artifact).isEqualTo("network-core");
                        assertThat(dependency.type).isEqualTo("test-jar");
                    });
        }
        assertThat(dependencies("integration-tests"))
                .filteredOn(dependency -> dependency.group.equals("io.onesend"))
                .extracting(dependency -> dependency.artifact + " " + dependency.type)
                .containsExactlyInAnyOrder(
                        "host-console jar", "host-console test-jar", "network-core test-jar", "content-chat test-jar");
    }

    @Test
    void whatALayerOwnsNobodyElseShips() throws Exception {
        assertOwned("org.jctools", "network-core");
        assertOwned("io.lettuce", "content-chat");
        assertOwned("de.mkammerer", "content-chat");
        assertOwned("org.bouncycastle", "content-chat");
        assertOwned("org.apache.logging.log4j", "host-console");
        assertOwned("tools.jackson", "host-console");
        assertOwned("info.picocli", "host-console");
        assertOwned("gg.jte", "host-console");
        assertOwned("org.jline", "host-console");
    }

    /** Their versions are network-core's; Lettuce would bring its own. */
    @Test
    void theChatDeclaresOfNettyWhatLettuceNeedsBesideTheCore() throws Exception {
        assertThat(dependencies("content-chat"))
                .filteredOn(dependency -> dependency.group.equals("io.netty") && dependency.shipped())
                .extracting(Dependency::artifact)
                .containsExactly("netty-handler", "netty-resolver-dns");
        // OpenSSL's library aside, which the jar under test is given.
        assertThat(dependencies("integration-tests"))
                .filteredOn(dependency -> dependency.group.equals("io.netty"))
                .allMatch(dependency -> dependency.artifact.startsWith("netty-tcnative-"));
    }

    /** The server has every door. */
    @Test
    void theHostDeclaresOfNettyWhatIsOptionalInTheCore() throws Exception {
        assertThat(dependencies("host-console"))
                .filteredOn(dependency -> dependency.group.equals("io.netty"))
                .extracting(Dependency::artifact)
                .containsExactly("netty-handler", "netty-codec-http", "netty-codec-haproxy");
    }

    private static void assertOwned(String group, String owner) throws Exception {
        for (String module : List.of("network-core", "content-chat", "host-console", "integration-tests")) {
            List<Dependency> declared = dependencies(module).stream()
                    .filter(dependency -> dependency.group.equals(group) || dependency.group.startsWith(group + "."))
                    .filter(Dependency::shipped)
                    .toList();
            if (module.equals(owner)) {
                assertThat(declared).as("%s in %s", group, module).isNotEmpty();
            } else {
                assertThat(declared).as("%s in %s", group, module).isEmpty();
            }
        }
    }

    private static List<String> ownModules(String module) throws Exception {
        return dependencies(module).stream()
                .filter(dependency -> dependency.group.equals("io.onesend") && dependency.shipped())
                .map(Dependency::artifact)
                .toList();
    }

    private static List<Dependency> dependencies(String module) throws Exception {
        List<Dependency> dependencies = new ArrayList<>();
        NodeList elements = root(module + "/pom.xml").getElementsByTagName("dependency");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            dependencies.add(new Dependency(
                    text(element, "groupId", ""),
                    text(element, "artifactId", ""),
                    text(element, "scope", "compile"),
                    text(element, "type", "jar")));
        }
        return dependencies;
    }

    private static Element root(String pom) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(pom).toFile())
                .getDocumentElement();
    }

    private static String text(Element element, String name, String otherwise) {
        List<String> texts = texts(element, name);
        return texts.isEmpty() ? otherwise : texts.get(0);
    }

    private static List<String> texts(Element element, String name) {
        List<String> texts = new ArrayList<>();
        NodeList found = element.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            Node node = found.item(i);
            texts.add(node.getTextContent().strip());
        }
        return texts;
    }
}
