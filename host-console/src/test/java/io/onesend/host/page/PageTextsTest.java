package io.onesend.host.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of the pages: the same in both languages, all used, and none elsewhere. */
class PageTextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** Also the beginning of a key that is put together, up to its dot. */
    private static final Pattern KEY = Pattern.compile("['`]([a-z]+\\.[\\w.-]*)");

    /** Text between tags or in an attribute that is read or shown, outside of {@code ${…}}. */
    private static final Pattern TEXT =
            Pattern.compile(">[^<>]*\\p{L}[^<>]*<|(?:aria-label|title|placeholder|alt)=\"[^\"]+\"");

    @ParameterizedTest
    @MethodSource("io.onesend.host.page.PageFiles#pages")
    void bothLanguagesHaveTheSameKeysAndPutInTheSame(PageFiles page) {
        assertThat(places(words(page, "ko.json"))).isEqualTo(places(words(page, "en.json")));
    }

    @ParameterizedTest
    @MethodSource("io.onesend.host.page.PageFiles#pages")
    void everyKeyThatAScriptNamesHasWordsAndAllWordsAreUsed(PageFiles page) {
        Set<String> keys = words(page, "en.json").keySet();
        Set<String> named = page.scripts()
                .flatMap(script -> KEY.matcher(script).results())
                .map(found -> found.group(1))
                .filter(key ->
                        keys.stream().anyMatch(other -> other.startsWith(key.substring(0, key.indexOf('.') + 1))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named.stream().filter(name -> !name.endsWith("."))).isSubsetOf(keys);
        assertThat(keys)
                .allSatisfy(key -> assertThat(named)
                        .as("uses of %s", key)
                        .anyMatch(name -> name.equals(key) || name.endsWith(".") && key.startsWith(name)));
    }

    /** The page shows whole answers of these operations, whatever members they have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "log",
                "log-level",
                "certificates",
                "config",
                "kick",
                "ban",
                "unban",
                "notice",
                "drain",
                "undrain",
                "reload"
            })
    void everyMemberOfAnAnswerThatIsShownWholeHasWords(String operation) throws IOException {
        Set<String> keys = words(PageFiles.OPERATOR, "en.json").keySet();
        assertThat(membersOf(answers(), operation))
                .isNotEmpty()
                .allSatisfy(member -> assertThat(keys).contains("member." + member));
    }

    private static Map<String, Object> answers() throws IOException {
        try (InputStream file = PageTextsTest.class.getResourceAsStream("/io/onesend/host/admin/api/answers.yaml")) {
            return new YAMLMapper().readValue(file, new TypeReference<TreeMap<String, Object>>() {});
        }
    }

    /** Also those of the parts that it refers to. */
    private static Set<String> membersOf(Map<String, Object> answers, String part) {
        Set<String> members = new TreeSet<>();
        addMembers(answers, answers.get(part), members);
        return members;
    }

    private static void addMembers(Map<String, Object> answers, @Nullable Object schema, Set<String> members) {
        if (!(schema instanceof Map<?, ?> map)) {
            return;
        }
        map.forEach((key, value) -> {
            if (key.equals("properties") && value instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> members.add(name.toString()));
                properties.values().forEach(inner -> addMembers(answers, inner, members));
            } else if (key.equals("$ref")) {
                String name = value.toString();
                addMembers(answers, answers.get(name.substring(name.lastIndexOf('/') + 1)), members);
            } else {
                addMembers(answers, value, members);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("io.onesend.host.page.PageFiles#pages")
    void noTemplateHasTextOfItsOwn(PageFiles page) {
        for (String script : page.ownScripts()) {
            assertThat(textsOf(templates(page.text(script)))).as(script).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"html`<p>Hello</p>`", "html`<b title=\"Hello\">${x}</b>`", "html`<p>${html`<b>안녕</b>`}</p>`"})
    void aTextOfItsOwnIsFound(String planted) {
        assertThat(textsOf(templates(planted))).isNotEmpty();
    }

    private static List<String> textsOf(String markup) {
        return TEXT.matcher(markup).results().map(MatchResult::group).toList();
    }

    /** The markup of all templates of a script: what is between {@code html`} and its end, without the expressions in it. */
    private static String templates(String script) {
        StringBuilder markup = new StringBuilder();
        int at = 0;
        while ((at = script.indexOf("html`", at)) >= 0) {
            at = template(script, at + "html`".length(), markup);
        }
        return markup.toString();
    }

    private static int template(String script, int start, StringBuilder markup) {
        int at = start;
        while (script.charAt(at) != '`') {
            if (script.startsWith("${", at)) {
                at = expression(script, at + 2, markup);
            } else {
                markup.append(script.charAt(at));
                at++;
            }
        }
        return at + 1;
    }

    /** Skips an expression. The templates within it are looked at, other strings are not. */
    private static int expression(String script, int start, StringBuilder markup) {
        int at = start;
        while (script.charAt(at) != '}') {
            if (script.startsWith("html`", at)) {
                at = template(script, at + "html`".length(), markup);
            } else if (script.charAt(at) == '`') {
                at = template(script, at + 1, new StringBuilder());
            } else if (script.charAt(at) == '{') {
                at = expression(script, at + 1, markup);
            } else {
                at++;
            }
        }
        return at + 1;
    }

    private static Map<String, Set<String>> places(Map<String, String> words) {
        Map<String, Set<String>> places = new TreeMap<>();
        words.forEach((key, text) -> places.put(
                key,
                PLACE.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return places;
    }

    private static Map<String, String> words(PageFiles page, String file) {
        return new JsonMapper().readValue(page.text(file), new TypeReference<TreeMap<String, String>>() {});
    }
}
