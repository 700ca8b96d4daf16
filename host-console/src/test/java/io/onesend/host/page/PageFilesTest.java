package io.onesend.host.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages are made of. */
class PageFilesTest {

    /** A new version of a library is looked at before these change. */
    private static final String PREACT_SHA_256 = "72284e8e9079c87817145df1110f74e8a2aa040b2fc384922e18dfcb46fc1fd7";

    private static final String CHARTS_SHA_256 = "7f29cd14e36d84141ab49c5e0a806d88e4d855596a9bc0e10799bc2c114b4c4f";
    private static final String CHARTS_STYLE_SHA_256 =
            "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04";

    private static final int MOST_COMPRESSED_BYTES = 120 * 1024;

    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\() ?'\\./([^']+)'");

    @Test
    void theLibrariesAreTheVersionsThatWereLookedAt() throws Exception {
        assertThat(digest(PageFiles.CHAT.bytes("htm-preact.js"))).isEqualTo(PREACT_SHA_256);
        assertThat(digest(PageFiles.OPERATOR.bytes("uplot.js"))).isEqualTo(CHARTS_SHA_256);
        assertThat(digest(PageFiles.OPERATOR.bytes("uplot.css"))).isEqualTo(CHARTS_STYLE_SHA_256);
    }

    private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void theLicencesOfTheLibraryAreInTheJar() {
        assertThat(licence("htm.txt")).contains("Apache License", "Version 2.0", "Google");
        assertThat(licence("preact.txt")).contains("The MIT License", "Jason Miller");
        assertThat(licence("uplot.txt")).contains("The MIT License", "Leon Sorokin");
    }

    @ParameterizedTest
    @MethodSource("io.onesend.host.page.PageFiles#pages")
    void allFilesTogetherAreSmall(PageFiles page) {
        assertThat(page.compressedBytes()).isLessThanOrEqualTo(MOST_COMPRESSED_BYTES);
    }

    @Test
    void everyScriptIsReachedFromTheFirstAndEachThatIsImportedIsThere() {
        assertThat(imported(PageFiles.CHAT)).isEqualTo(modules(PageFiles.CHAT.names()));
        List<String> ofOperators = new ArrayList<>(PageFiles.OPERATOR.ownScripts());
        ofOperators.addAll(OperatorPage.SHARED);
        assertThat(imported(PageFiles.OPERATOR)).isEqualTo(modules(ofOperators));
    }

    private static List<String> imported(PageFiles page) {
        return page.ownScripts().stream()
                .flatMap(name -> IMPORT.matcher(page.text(name))
                        .results()
                        .map(found -> found.group(1))
                        // Types alone are no use of a file.
                        .filter(other -> page.text(name).contains("} from './" + other + "'")))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> modules(List<String> names) {
        return names.stream()
                .filter(name -> name.endsWith(".js") && !name.equals("main.js"))
                .sorted()
                .toList();
    }

    /** A file of more than one idea is hard to read. */
    @ParameterizedTest
    @MethodSource("io.onesend.host.page.PageFiles#pages")
    void noFileOfOursIsLong(PageFiles page) {
        assertThat(page.ownScripts())
                .allSatisfy(name ->
                        assertThat(page.text(name).lines().count()).as(name).isLessThan(300));
    }

    /** The server's headers forbid these, so that text of other users is never more than text. */
    @ParameterizedTest
    @MethodSource("io.onesend.host.page.PageFiles#pages")
    void nothingMakesMarkupOfText(PageFiles page) {
        assertThat(page.ownScripts())
                .allSatisfy(name -> assertThat(page.text(name))
                        .as(name)
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function"));
    }

    @Test
    void theMarkupHasNoScript() {
        assertThat(scriptsWithin(PageFiles.CHAT.text("index.html"))).isEmpty();
    }

    private static List<String> scriptsWithin(String html) {
        return Pattern.compile("<script[^>]*>[^<]+|<style| style=| on\\w+=")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String licence(String name) {
        try (InputStream in = PageFilesTest.class.getResourceAsStream("/META-INF/licenses/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
