package io.onesend.chat.user;

import io.onesend.network.logic.AnyThread;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which user ids there may be, so that two ids that look the same do not exist and none passes for something else in a room.
 *
 * <p>An id is compared in its normal form (NFC); a login may give it in another. Of that form:
 *
 * <ul>
 *   <li>1 to 32 bytes of UTF-8;
 *   <li>letters, marks and digits of any language, and the visible characters of ASCII but {@code * , >}, which a room's lines
 *       are made of. Among those: nothing that cannot be seen, no variant of another letter, no symbol, no emoji;
 *   <li>no mark at the beginning, twice in a row, or beyond four in a row;
 *   <li>letters of one script, or of Latin with those of Chinese, of Japanese or of Korean; digits of one script;
 *   <li>letters that run from right to left, if any, at both ends; digits and marks may follow the last.
 * </ul>
 *
 * <p>It is the identifier of RFC 8264 (PRECIS) with its case preserved, with the scripts of UTS #39, "highly restrictive". It
 * keeps look-alike letters of different scripts apart only within an id: one all in Cyrillic may look like one all in Latin.
 */
@AnyThread
public final class UserIdRule {

    /** What a login packet carries. */
    public static final int MAX_BYTES = 32;

    private static final int MAX_MARKS = 4;

    /** The scripts of languages that use more than one. Latin goes with each. */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    private UserIdRule() {}

    /** The one form in which an id is compared, kept and shown. */
    public static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether a text in its normal form may be an id. */
    public static boolean allows(String normalized) {
        return objectionTo(normalized) == null;
    }

    /** What is wrong with a text in its normal form, as the rest of a sentence about it; empty if it may be an id. */
    public static Optional<String> problemOf(String normalized) {
        return Optional.ofNullable(objectionTo(normalized)).map(Objection::describe);
    }

    private static @Nullable Objection objectionTo(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            return new Objection("has 1 to " + MAX_BYTES + " bytes of UTF-8; this one has " + bytes);
        }
        int[] characters = id.codePoints().toArray();
        for (int character : characters) {
            String objection = UserIdCharacters.objectionTo(character);
            if (objection != null) {
                return new Objection(objection, character);
            }
        }
        Objection marks = objectionToMarks(characters);
        if (marks != null) {
            return marks;
        }
        Objection scripts = objectionToScripts(characters);
        return scripts != null ? scripts : objectionToDirection(characters);
    }

    private static @Nullable Objection objectionToMarks(int[] characters) {
        int marks = 0;
        for (int i = 0; i < characters.length; i++) {
            marks = UserIdCharacters.isMark(characters[i]) ? marks + 1 : 0;
            if (marks > i) {
                return new Objection("begins with a mark", characters[i]);
            }
            if (marks > MAX_MARKS || (marks > 1 && characters[i] == characters[i - 1])) {
                return new Objection("has marks upon marks", characters[i]);
            }
        }
        return null;
    }

    private static @Nullable Objection objectionToScripts(int[] characters) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        int zero = -1;
        for (int character : characters) {
            UnicodeScript script = UnicodeScript.of(character);
            if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                scripts.add(script);
            }
            if (scripts.size() > 1 && WRITTEN_TOGETHER.stream().noneMatch(group -> group.containsAll(scripts))) {
                return new Objection("mixes the scripts of different languages", character);
            }
            if (Character.isDigit(character)) {
                int itsZero = character - Character.digit(character, 10);
                if (zero >= 0 && zero != itsZero) {
                    return new Objection("mixes the digits of different scripts", character);
                }
                zero = itsZero;
            }
        }
        return null;
    }

    /** A shorter form of the bidi rule, RFC 5893: text around the id must not be shown inside it. */
    private static @Nullable Objection objectionToDirection(int[] characters) {
        boolean rightToLeft = false;
        int last = characters[0];
        for (int character : characters) {
            rightToLeft |= UserIdCharacters.isRightToLeft(character);
            last = UserIdCharacters.isMark(character) ? last : character;
        }
        if (!rightToLeft) {
            return null;
        }
        if (!UserIdCharacters.isRightToLeft(characters[0])) {
            return new Objection("runs from right to left and does not begin with such a letter", characters[0]);
        }
        return UserIdCharacters.isRightToLeft(last) || Character.isDigit(last)
                ? null
                : new Objection("runs from right to left and does not end in such a letter or a digit", last);
    }

    /** Described only when the message is read: a refused login does not look into the table of names. */
    private record Objection(String words, int character) {

        private static final int NONE = -1;

        Objection(String words) {
            this(words, NONE);
        }

        String describe() {
            return character == NONE ? words : words + ": " + UserIdCharacters.describe(character);
        }
    }
}
