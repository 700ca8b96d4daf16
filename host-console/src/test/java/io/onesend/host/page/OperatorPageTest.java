package io.onesend.host.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files the admin port serves. */
class OperatorPageTest {

    private final OperatorPage page = new OperatorPage();

    @Test
    void everyFileOfItsFolderIsServedAndThoseThatItShares() {
        assertThat(OperatorPage.OWN).containsExactlyInAnyOrderElementsOf(PageFiles.OPERATOR.names());
        assertThat(PageFiles.CHAT.names()).containsAll(OperatorPage.SHARED);
        for (String file : OperatorPage.OWN) {
            assertThat(page.at("/" + file).orElseThrow().bytes()).as(file).isEqualTo(PageFiles.OPERATOR.bytes(file));
        }
        for (String file : OperatorPage.SHARED) {
            assertThat(page.at(file.equals("index.html") ? "/" : "/" + file)
                            .orElseThrow()
                            .bytes())
                    .as(file)
                    .isEqualTo(PageFiles.CHAT.bytes(file));
        }
        assertThat(page.at("/").orElseThrow().contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/index.html",
                "/protocol.js",
                "/operator/main.js",
                "/../page/main.js",
                "//main.js",
                "/main.js/"
            })
    void nothingElseIs(String path) {
        assertThat(page.at(path)).isEmpty();
    }
}
