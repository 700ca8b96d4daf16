package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the map in package-info.java with the package: the compiler looks at neither its names nor its completeness. */
class PackageMapTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String PACKAGE = NettyServer.class.getPackageName();
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+([\\w.]+)(?:#(\\w+))?");

    private record Link(String type, String method) {

        boolean leadsSomewhere(String packageName) {
            if (Files.isDirectory(SOURCES.resolve(type.replace('.', '/')))) {
                return true;
            }
            try {
                Class<?> found = Class.forName(
                        type.contains(".") ? type : packageName + "." + type,
                        false,
                        PackageMapTest.class.getClassLoader());
                return method == null
                        || Arrays.stream(found.getDeclaredMethods())
                                .anyMatch(declared -> declared.getName().equals(method));
            } catch (ClassNotFoundException none) {
                return false;
            }
        }
    }

    private static List<Link> linksOf(String packageName) throws IOException {
        String map = Files.readString(
                        SOURCES.resolve(packageName.replace('.', '/')).resolve("package-info.java"))
                .replace("\n * ", "\n ");
        List<Link> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(map);
        while (matcher.find()) {
            links.add(new Link(matcher.group(1), matcher.group(2)));
        }
        return links;
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.onesend.network.netty", "io.onesend.network.logic"})
    void namesOnlyWhatThereIs(String packageName) throws IOException {
        List<Link> links = linksOf(packageName);

        assertThat(links).isNotEmpty().allMatch(link -> link.leadsSomewhere(packageName));
    }

    @Test
    void namesEveryClassOfThePackage() throws IOException, URISyntaxException {
        Path classes = Path.of(NettyServer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(PACKAGE.replace('.', '/'));
        List<String> there;
        try (Stream<Path> files = Files.list(classes)) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-"))
                    .map(name -> name.replace(".class", ""))
                    .toList();
        }

        assertThat(there).contains("SendQueue");
        assertThat(linksOf(PACKAGE).stream().map(Link::type)).containsAll(there);
    }
}
