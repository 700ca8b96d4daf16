package io.onesend.chat.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule for user ids, an id a line. */
class UserIdRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "jacking75",
                "load-00000",
                "Alice_B.42",
                "alice@example.com",
                "o'neill",
                "#1!",
                "@alice",
                "/who",
                "!\"#$%&'()+-./:;<=?@[\\]^_`{|}~",
                "01234567890123456789012345678901",
                "홍길동",
                "kim철수",
                "가나다라마바사아자차",
                "金한글Latin",
                "日本語",
                "さくらサクラ",
                "ジョー",
                "佐々木",
                "〇",
                "ㄅㄆ注音abc",
                "josé",
                "Müßig",
                "Nguyễn",
                "дмитрий",
                "Ωμέγα",
                "שלום",
                "שלום7",
                "مريم",
                "مريم٣",
                "สมชาย",
                "หนึ่ง",
                "हिन्दी",
                "ʻokina"
            })
    void takesAnIdAsItIs(String id) {
        assertThat(UserIdRule.problemOf(id)).isEmpty();
        assertThat(UserIdRule.allows(id)).isTrue();
        assertThat(UserIdRule.normalize(id)).isEqualTo(id);
    }

    /** An id, a bar, and what is said of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "|has 1 to 32 bytes of UTF-8; this one has 0",
                "012345678901234567890123456789012|has 1 to 32 bytes of UTF-8; this one has 33",
                "가나다라마바사아자차카|has 1 to 32 bytes of UTF-8; this one has 33",
                " alice|has a space: U+0020 SPACE",
                "alice |has a space: U+0020 SPACE",
                "al ice|has a space: U+0020 SPACE",
                "al\u00a0ice|has a space: U+00A0 NO-BREAK SPACE",
                "\u3000|has a space: U+3000 IDEOGRAPHIC SPACE",
                "al\u0000ice|has a character that cannot be seen: U+0000 NULL",
                "al\nice|has a character that cannot be seen: U+000A LINE FEED (LF)",
                "\u001b[2J|has a character that cannot be seen: U+001B ESCAPE",
                "\u007f|has a character that cannot be seen: U+007F DELETE",
                "al\u0085ice|has a character that cannot be seen: U+0085 NEXT LINE (NEL)",
                "alice\u200b|has a character that cannot be seen: U+200B ZERO WIDTH SPACE",
                "al\u200dice|has a character that cannot be seen: U+200D ZERO WIDTH JOINER",
                "alice\u200e|has a character that cannot be seen: U+200E LEFT-TO-RIGHT MARK",
                "\u202ealice|has a character that cannot be seen: U+202E RIGHT-TO-LEFT OVERRIDE",
                "al\u2066ice|has a character that cannot be seen: U+2066 LEFT-TO-RIGHT ISOLATE",
                "\ufeffalice|has a character that cannot be seen: U+FEFF ZERO WIDTH NO-BREAK SPACE",
                "al\u00adice|has a character that cannot be seen: U+00AD SOFT HYPHEN",
                "al\u2028ice|has a character that cannot be seen: U+2028 LINE SEPARATOR",
                "al\u034fice|has a character that cannot be seen: U+034F COMBINING GRAPHEME JOINER",
                "alice\ufe0f|has a character that cannot be seen: U+FE0F VARIATION SELECTOR-16",
                "\u115f|has a character that cannot be seen: U+115F HANGUL CHOSEONG FILLER",
                "\u3164|has a character that cannot be seen: U+3164 HANGUL FILLER",
                "\uffa0|has a character that cannot be seen: U+FFA0 HALFWIDTH HANGUL FILLER",
                "\ue000|has a character that cannot be seen: U+E000 PRIVATE USE AREA E000",
                "\uffff|has a character that cannot be seen: U+FFFF",
                "\u0378|has a character that cannot be seen: U+0378",
                "*|has a character of the room's own lines: U+002A ASTERISK",
                "alice>|has a character of the room's own lines: U+003E GREATER-THAN SIGN",
                "alice,bob|has a character of the room's own lines: U+002C COMMA",
                "＊|has a character that is neither letter, digit nor ASCII: U+FF0A FULLWIDTH ASTERISK",
                "∗|has a character that is neither letter, digit nor ASCII: U+2217 ASTERISK OPERATOR",
                "alice›|has a character that is neither letter, digit nor ASCII: U+203A SINGLE RIGHT-POINTING ANGLE QUOTATION MARK",
                "al‚ice|has a character that is neither letter, digit nor ASCII: U+201A SINGLE LOW-9 QUOTATION MARK",
                "\u2800|has a character that is neither letter, digit nor ASCII: U+2800 BRAILLE PATTERN BLANK",
                "\ufffd|has a character that is neither letter, digit nor ASCII: U+FFFD REPLACEMENT CHARACTER",
                "😀|has a character that is neither letter, digit nor ASCII: U+1F600 GRINNING FACE",
                "Ａlice|has a variant of another character: U+FF21 FULLWIDTH LATIN CAPITAL LETTER A",
                "ﬁn|has a variant of another character: U+FB01 LATIN SMALL LIGATURE FI",
                "𝐚lice|has a variant of another character: U+1D41A MATHEMATICAL BOLD SMALL A",
                "ㅋㅋ|has a variant of another character: U+314B HANGUL LETTER KHIEUKH",
                "ᄀ|has a part of a syllable: U+1100 HANGUL CHOSEONG KIYEOK",
                "عـلي|has a character that only stretches or repeats others: U+0640 ARABIC TATWEEL",
                "\u0301alice|begins with a mark: U+0301 COMBINING ACUTE ACCENT",
                "q\u0323\u0323|has marks upon marks: U+0323 COMBINING DOT BELOW",
                "q\u0323\u0324\u0325\u0326\u0327|has marks upon marks: U+0327 COMBINING CEDILLA",
                "аlice|mixes the scripts of different languages: U+006C LATIN SMALL LETTER L",
                "alicе|mixes the scripts of different languages: U+0435 CYRILLIC SMALL LETTER IE",
                "κim|mixes the scripts of different languages: U+0069 LATIN SMALL LETTER I",
                "한さ|mixes the scripts of different languages: U+3055 HIRAGANA LETTER SA",
                "aשלום|mixes the scripts of different languages: U+05E9 HEBREW LETTER SHIN",
                "a1\u0967|mixes the scripts of different languages: U+0967 DEVANAGARI DIGIT ONE",
                "١1|mixes the digits of different scripts: U+0031 DIGIT ONE",
                "1שלום|runs from right to left and does not begin with such a letter: U+0031 DIGIT ONE",
                "שלום.|runs from right to left and does not end in such a letter or a digit: U+002E FULL STOP"
            })
    void refusesAnIdAndNamesTheCharacter(String line) {
        int bar = line.lastIndexOf('|');
        String id = line.substring(0, bar);
        assertThat(UserIdRule.problemOf(id)).contains(line.substring(bar + 1));
        assertThat(UserIdRule.allows(id)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "\u1112\u1169\u11bc, 홍",
        "jose\u0301, josé",
        "\u212b, Å",
        "a\u0323\u0307, ạ\u0307",
        "a\u0307\u0323, ạ\u0307",
        "か\u3099, が"
    })
    void takesAnotherFormForTheSameId(String given, String normal) {
        assertThat(UserIdRule.normalize(given)).isEqualTo(normal);
        assertThat(UserIdRule.allows(UserIdRule.normalize(given))).isTrue();
    }

    @Test
    void countsTheBytesOfTheNormalForm() {
        String decomposed = "각"
                .repeat(3)
                .transform(syllables -> java.text.Normalizer.normalize(syllables, java.text.Normalizer.Form.NFD));
        assertThat(decomposed.getBytes(StandardCharsets.UTF_8)).hasSize(27);
        assertThat(UserIdRule.normalize(decomposed).getBytes(StandardCharsets.UTF_8))
                .hasSize(9);
    }

    @Test
    void neverTakesACharacterThatTheNormalFormChanges() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            String alone = Character.toString(character);
            if (UserIdRule.allows(alone)) {
                assertThat(UserIdRule.normalize(alone)).as("U+%04X", character).isEqualTo(alone);
            }
        }
    }
}
