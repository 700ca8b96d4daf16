package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessagePartsTest {

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void leavesAloneWhatFits() {
        assertThat(MessageParts.of("x".repeat(256), 256)).containsExactly("x".repeat(256));
    }

    @Test
    void cutsBetweenWords() {
        assertThat(MessageParts.of("one two three four", 9)).containsExactly("one two ", "three ", "four");
    }

    @Test
    void cutsAWordThatIsTooLong() {
        assertThat(MessageParts.of("a bcdefghij k", 4)).containsExactly("a ", "bcde", "fghi", "j k");
    }

    @Test
    void keepsTogetherWhatPeopleSeeAsOneCharacter() {
        String family = "👩\u200d👩\u200d👧"; // 18 bytes
        String accented = "e\u0301"; // 3 bytes
        String flag = "🇰🇷"; // 8 bytes

        assertThat(MessageParts.of(family + family, 20)).containsExactly(family, family);
        assertThat(MessageParts.of("x".repeat(9) + accented, 10)).containsExactly("x".repeat(9), accented);
        assertThat(MessageParts.of(flag + flag, 12)).containsExactly(flag, flag);
        assertThat(MessageParts.of("안녕하세요", 7)).containsExactly("안녕", "하세", "요");
    }

    @Test
    void cutsACharacterLongerThanAPartBetweenItsCodePoints() {
        String tower = "e" + "\u0301".repeat(20);

        assertThat(MessageParts.of(tower, 10)).allMatch(part -> bytes(part) <= 10);
        assertThat(String.join("", MessageParts.of(tower, 10))).isEqualTo(tower);
    }

    @Test
    void losesNothingAndFitsWhateverTheText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> letters = List.of("a", " ", "한", "😀", "\u200d", "\u0301", "🇰", "\t", "x");
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(400); i >= 0; i--) {
                text.append(letters.get(random.nextInt(letters.size())));
            }
            List<String> parts = MessageParts.of(text.toString(), 16);

            assertThat(String.join("", parts)).as("seed %s", seed).isEqualTo(text.toString());
            assertThat(parts).as("seed %s", seed).allMatch(part -> bytes(part) <= 16 && !part.isEmpty());
        }
    }
}
