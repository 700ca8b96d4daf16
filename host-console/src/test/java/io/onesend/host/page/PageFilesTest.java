package io.onesend.host.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What the page to chat from is made of. */
class PageFilesTest {

    /** Of htm-preact.js: a new version of htm is looked at before this changes. */
    private static final String LIBRARY_SHA_256 = "72284e8e9079c87817145df1110f74e8a2aa040b2fc384922e18dfcb46fc1fd7";

    private static final int MOST_COMPRESSED_BYTES = 120 * 1024;

    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\() ?'\\./([^']+)'");

    @Test
    void theLibraryIsTheVersionThatWasLookedAt() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(PageFiles.bytes(PageFiles.LIBRARY));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(LIBRARY_SHA_256);
    }

    @Test
    void theLicencesOfTheLibraryAreInTheJar() {
        assertThat(licence("htm.txt")).contains("Apache License", "Version 2.0", "Google");
        assertThat(licence("preact.txt")).contains("The MIT License", "Jason Miller");
    }

    @Test
    void allFilesTogetherAreSmall() {
        int sum = PageFiles.names().stream()
                .mapToInt(name -> compressed(PageFiles.bytes(name)))
                .sum();
        assertThat(sum).isLessThanOrEqualTo(MOST_COMPRESSED_BYTES);
    }

    @Test
    void everyScriptIsReachedFromTheFirstAndEachThatIsImportedIsThere() {
        List<String> imported = PageFiles.ownScripts().stream()
                .flatMap(name -> IMPORT.matcher(PageFiles.text(name))
                        .results()
                        .map(found -> found.group(1))
                        // Types alone are no use of a file.
                        .filter(other -> PageFiles.text(name).contains("} from './" + other + "'")))
                .distinct()
                .sorted()
                .toList();
        List<String> scripts = PageFiles.names().stream()
                .filter(name -> name.endsWith(".js") && !name.equals("main.js"))
                .toList();
        assertThat(imported).isEqualTo(scripts);
    }

    /** A file of more than one idea is hard to read. */
    @Test
    void noFileOfOursIsLong() {
        assertThat(PageFiles.ownScripts())
                .allSatisfy(name -> assertThat(PageFiles.text(name).lines().count())
                        .as(name)
                        .isLessThan(300));
    }

    /** The server's headers forbid these, so that text of other users is never more than text. */
    @Test
    void nothingMakesMarkupOfText() {
        assertThat(PageFiles.ownScripts())
                .allSatisfy(name -> assertThat(PageFiles.text(name))
                        .as(name)
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function"));
        assertThat(scriptsWithin(PageFiles.text("index.html"))).isEmpty();
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

    private static int compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.size();
    }
}
