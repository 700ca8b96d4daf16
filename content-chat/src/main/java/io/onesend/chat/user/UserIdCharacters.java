package io.onesend.chat.user;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which single characters a user id may have. */
final class UserIdCharacters {

    /** A room's lines are made of them: {@code * alice has entered}, {@code alice, bob}, {@code alice> hello}. */
    private static final String OF_ROOM_LINES = "*,>";

    /** Parts of Korean syllables. A whole syllable is one character in the normal form; two of the parts are invisible. */
    private static final Set<UnicodeBlock> SYLLABLE_PARTS =
            Set.of(UnicodeBlock.HANGUL_JAMO, UnicodeBlock.HANGUL_JAMO_EXTENDED_A, UnicodeBlock.HANGUL_JAMO_EXTENDED_B);

    /** Letters and marks by their category that only stretch others or repeat them; RFC 5892, appendix B.1. */
    private static final String STRETCHING = "\u0640\u07fa\u302e\u302f\u3031\u3032\u3033\u3034\u3035\u303b";

    /** The zero of Chinese, which its category takes for no digit. */
    private static final int IDEOGRAPHIC_ZERO = 0x3007;

    private UserIdCharacters() {}

    /** Why an id may not have this character, as the rest of a sentence about the id; null if it may. */
    static @Nullable String objectionTo(int character) {
        if (character > ' ' && character < 0x7f) {
            return OF_ROOM_LINES.indexOf(character) < 0 ? null : "has a character of the room's own lines";
        }
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR -> "has a space";
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> "has a character that cannot be seen";
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> objectionToLetter(character);
            default -> character == IDEOGRAPHIC_ZERO ? null : "has a character that is neither letter, digit nor ASCII";
        };
    }

    private static @Nullable String objectionToLetter(int character) {
        if (isHidden(character)) {
            return "has a character that cannot be seen";
        }
        if (!Normalizer.isNormalized(Character.toString(character), Normalizer.Form.NFKC)) {
            return "has a variant of another character";
        }
        if (STRETCHING.indexOf(character) >= 0) {
            return "has a character that only stretches or repeats others";
        }
        UnicodeBlock block = UnicodeBlock.of(character);
        return block != null && SYLLABLE_PARTS.contains(block) ? "has a part of a syllable" : null;
    }

    /** Marks and letters by their category that have no glyph: Unicode's Default_Ignorable_Code_Point, which the JDK lacks. */
    private static boolean isHidden(int character) {
        return character == 0x034f
                || character == 0x115f
                || character == 0x1160
                || character == 0x17b4
                || character == 0x17b5
                || (character >= 0x180b && character <= 0x180f)
                || character == 0x3164
                || (character >= 0xfe00 && character <= 0xfe0f)
                || character == 0xffa0
                || (character >= 0xe0000 && character <= 0xe0fff);
    }

    static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean isRightToLeft(int character) {
        byte direction = Character.getDirectionality(character);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    /** The number and name of a character, in ASCII: a terminal may obey the character itself, or not show it. */
    static String describe(int character) {
        String name = Character.getName(character);
        String number = String.format("U+%04X", character);
        return name == null ? number : number + " " + name;
    }
}
