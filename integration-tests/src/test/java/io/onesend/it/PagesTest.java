package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between the README pages and to other files lead somewhere, and no source names a page that is not there. */
class PagesTest {

    private static final Path ROOT = Readme.root();

    private static final List<Path> PAGES = List.of(
            Path.of("README.md"),
            Path.of("network-core/README.md"),
            Path.of("content-chat/README.md"),
            Path.of("host-console/README.md"),
            Path.of("integration-tests/README.md"));

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern PAGE_NAME = Pattern.compile("(?<![\\w./*-])\\w[\\w./-]*\\.md\\b");
    /** {@code `PacketRegistry`}, {@code `Session.send`} */
    private static final Pattern CLASS_NAME = Pattern.compile("`((?:[A-Z][a-z0-9]+)+)(?:\\.(\\w+))?`");

    private static final Set<String> OF_NETTY =
            Set.of("LengthFieldBasedFrameDecoder", "ChannelGroup", "FlushConsolidationHandler", "HashedWheelTimer");

    private static final List<String> PACKAGES_OF_THE_JDK = List.of("java.lang.", "java.net.", "java.util.concurrent.");

    private static final Set<String> NOT_SOURCE = Set.of("target", ".git", "data");

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : PAGES) {
            for (MatchResult link : matches(LINK, withoutCode(Files.readString(ROOT.resolve(page))))) {
                if (!link.group(1).startsWith("https://") && !leadsSomewhere(page, link.group(1), link.group(2))) {
                    broken.add(page + ": " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theFrontPageLinksToEveryOtherPage() throws IOException {
        List<String> targets = matches(LINK, Readme.front().text()).stream()
                .map(link -> link.group(1))
                .toList();

        assertThat(targets)
                .containsAll(PAGES.subList(1, PAGES.size()).stream()
                        .map(Path::toString)
                        .toList());
    }

    @Test
    void everyPageThatASourceNamesIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path source : sources()) {
            for (MatchResult name : matches(PAGE_NAME, Files.readString(source))) {
                if (!Files.exists(ROOT.resolve(name.group()))) {
                    missing.add(ROOT.relativize(source) + ": " + name.group());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassThatAPageNamesIsThereWithItsMembers() throws IOException {
        Map<String, Path> classes = new HashMap<>();
        for (Path source : sources()) {
            classes.put(source.getFileName().toString(), source);
        }
        List<String> missing = new ArrayList<>();
        for (Path page : PAGES) {
            for (MatchResult name : matches(CLASS_NAME, withoutCode(Files.readString(ROOT.resolve(page))))) {
                Path source = classes.get(name.group(1) + ".java");
                boolean there = source != null
                        && (name.group(2) == null || Files.readString(source).contains(name.group(2)));
                if (!there && !OF_NETTY.contains(name.group(1)) && !isOfTheJdk(name.group(1))) {
                    missing.add(page + ": " + name.group());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void seesALinkThatLeadsNowhere() throws IOException {
        Path front = PAGES.get(0);

        assertThat(leadsSomewhere(front, "network-core/README.md", null)).isTrue();
        assertThat(leadsSomewhere(front, "network-core/nothing", null)).isFalse();
        assertThat(leadsSomewhere(front, "", "no-such-heading")).isFalse();
    }

    private static boolean isOfTheJdk(String name) {
        return PACKAGES_OF_THE_JDK.stream()
                .anyMatch(
                        folder -> Object.class.getResource("/" + (folder + name).replace('.', '/') + ".class") != null);
    }

    private static boolean leadsSomewhere(Path page, String file, String heading) throws IOException {
        Path target = file.isEmpty()
                ? ROOT.resolve(page)
                : ROOT.resolve(page).resolveSibling(file).normalize();
        return Files.exists(target)
                && (heading == null || anchors(Files.readString(target)).contains(heading));
    }

    /** Headings as GitHub makes anchors of them. */
    private static List<String> anchors(String page) {
        return withoutCode(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceAll("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String withoutCode(String page) {
        return page.replaceAll("(?s)```.*?```", "");
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().toList();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_SOURCE.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().matches(".*\\.(java|xml|yaml|css|properties)|.*/\\.ci/.*")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
