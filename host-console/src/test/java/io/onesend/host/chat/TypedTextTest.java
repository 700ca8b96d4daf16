package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.chat.TypedText.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {

    private static Entry only(String typed) {
        assertThat(TypedText.read(typed)).hasSize(1);
        return TypedText.read(typed).get(0);
    }

    private static String refusal(String typed) {
        assertThat(only(typed)).isInstanceOf(Entry.Refused.class);
        return ((Entry.Refused) only(typed)).why();
    }

    @Test
    void aLineIsAMessageAsItStands() {
        assertThat(only("  hi, 안녕 ")).isEqualTo(new Entry.Message("  hi, 안녕 "));
        assertThat(only("no /quit in here")).isEqualTo(new Entry.Message("no /quit in here"));
    }

    @Test
    void knowsItsCommands() {
        assertThat(only("/quit")).isEqualTo(new Entry.Command(SlashCommand.QUIT, ""));
        assertThat(only(" /enter  7 ")).isEqualTo(new Entry.Command(SlashCommand.ENTER, "7"));
    }

    @ParameterizedTest
    @CsvSource({
        "/quti, /quit",
        "/QUIT, /quit",
        "/Enter 3, /enter",
        "/leav, /leave",
        "/hlep me, /help",
        "/room, /rooms",
        "／quit, /quit"
    })
    void refusesWhatIsNearlyACommandAndNamesIt(String typed, String near) {
        assertThat(refusal(typed)).endsWith("did you mean " + near + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/msg bob secret", "/", "/etc/passwd secret", "/login secret", "／／ secret"})
    void refusesEveryOtherWordWithASlashAndRepeatsNothingOfTheRest(String typed) {
        assertThat(refusal(typed)).startsWith("* not sent: there is no command").doesNotContain("secret");
    }

    @Test
    void refusesAnArgumentTooManyOrTooFew() {
        assertThat(refusal("/enter")).isEqualTo("* /enter needs an argument");
        assertThat(refusal("/quit now")).isEqualTo("* /quit takes no argument");
    }

    @Test
    void refusesALineThatCouldNotBeDecoded() {
        assertThat(refusal("caf\ufffd")).isEqualTo("* not sent: the line is not UTF-8 text");
        assertThat(refusal("/enter \ufffd")).isEqualTo("* not sent: the line is not UTF-8 text");
    }

    @Test
    void twoSlashesSendOne() {
        assertThat(only("//quit")).isEqualTo(new Entry.Message("/quit"));
        assertThat(only("///")).isEqualTo(new Entry.Message("//"));
    }

    @Test
    void aPasteIsAMessageALine() {
        assertThat(TypedText.read("one\ntwo\r\n\nthree\rfour\u2028five\n"))
                .containsExactly(
                        new Entry.Message("one"),
                        new Entry.Message("two"),
                        new Entry.Message("three"),
                        new Entry.Message("four"),
                        new Entry.Message("five"));
    }

    @Test
    void leavesOutControlCharactersAndSaysSo() {
        assertThat(TypedText.read("a\u0000b\u001b[31mc\u0007\u009b"))
                .containsExactly(
                        new Entry.Remark("* left out of the line: 4 control characters"), new Entry.Message("ab[31mc"));
        assertThat(TypedText.read("\u0000"))
                .containsExactly(new Entry.Remark("* left out of the line: 1 control character"));
        assertThat(only("a\tb")).isEqualTo(new Entry.Message("a b"));
    }

    @Test
    void nothingIsNothing() {
        assertThat(TypedText.read("")).isEmpty();
        assertThat(TypedText.read(" \n \t ")).isEmpty();
    }
}
