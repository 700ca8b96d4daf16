package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a page looks to everybody: on a telephone and at a desk, by day and by night, in both languages, in forced colours. */
public final class PageLooks {

    /** Each language, window and scheme, and each two of them together. */
    private static final List<Look> LOOKS = List.of(
            new Look("ko", 360, 640, "light"),
            new Look("ko", 1_280, 800, "dark"),
            new Look("en", 360, 640, "dark"),
            new Look("en", 1_280, 800, "light"));

    /** What axe-core calls serious or critical, as one line each. */
    private static final String SERIOUS = """
        axe.run({resultTypes: ['violations']}).then(({violations}) => violations
          .filter(({impact}) => impact === 'serious' || impact === 'critical')
          .flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`)))\
        """;

    /** A table that scrolls in its own frame is not. */
    private static final String WIDER_THAN_THE_WINDOW = """
        [...document.querySelectorAll('body *')]
          .filter(part => part.parentElement.closest('.scroll, .plot') === null)
          .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
          .map(part => part.outerHTML.slice(0, 100))\
        """;

    /** Text that is longer than its place, where the rest is not seen or runs into what is beside it. */
    private static final String CUT_OFF = """
        [...document.querySelectorAll('button, label, h1, h2, h3, p, li, dt, dd, th, td, summary, select')]
          .filter(part => getComputedStyle(part).clipPath === 'none')
          .filter(part => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
          .map(part => part.outerHTML.slice(0, 100))\
        """;

    /** What has no line around it, or one that cannot be seen. */
    private static final String WITHOUT_AN_EDGE = """
        [...document.querySelectorAll('button, input, select, textarea, .text, .notice:not(:empty)')]
          .filter(part => {
            const {borderTopWidth, borderTopStyle, borderTopColor} = getComputedStyle(part);
            const ground = getComputedStyle(document.body).backgroundColor;
            return parseFloat(borderTopWidth) === 0 || borderTopStyle === 'none'
              || borderTopColor === ground || borderTopColor === 'rgba(0, 0, 0, 0)';
          })
          .map(part => part.outerHTML.slice(0, 100))\
        """;

    private record Look(String language, int width, int height, String colours) {}

    private final ChatPage page;

    private PageLooks(ChatPage page) {
        this.page = page;
    }

    /** @param page is loaded already */
    public static PageLooks of(ChatPage page) {
        page.evaluate(Resource.text("/axe.min.js") + "; undefined");
        return new PageLooks(page);
    }

    /** Nothing serious for axe-core, and nothing beside the window, on a screen as it is now. */
    public void assertForEverybody(String screen) {
        for (Look look : LOOKS) {
            page.read(look.language()).as("en-US", look.width(), look.height(), look.colours());
            String where = screen + ", " + look;
            assertThat(texts(SERIOUS)).as(where).isEmpty();
            assertFits(where);
        }
    }

    /** Nothing is beside the window or cut off, and the page does not scroll sideways. */
    public void assertFits(String where) {
        assertThat(texts(WIDER_THAN_THE_WINDOW)).as(where).isEmpty();
        assertThat(texts(CUT_OFF)).as(where).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as(where)
                .isTrue();
    }

    /** Edges and the system's own colours tell things apart. The page has forced colours. */
    public void assertToldApart(String screen) {
        assertThat(page.evaluate("matchMedia('(forced-colors: active)').matches")
                        .asBoolean())
                .isTrue();
        assertThat(texts(SERIOUS)).as(screen).isEmpty();
        assertThat(texts(WITHOUT_AN_EDGE)).as(screen).isEmpty();
    }

    private List<String> texts(String expression) {
        return page.evaluate(expression).valueStream().map(JsonNode::asString).toList();
    }
}
