package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketMemoryTest {

    private final PacketMemory memory = new PacketMemory();

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "64, 64", "65, 128", "128, 128", "129, 256", "2048, 2048", "2049, 4096", "4095, 4096"
    })
    void givesTheNextPowerOfTwo(int length, int expected) {
        assertThat(memory.take(length)).hasSize(expected);
    }

    @Test
    void givesAnArrayThatCameBackToTheNextWhoAsksForItsSize() {
        byte[] array = memory.take(300);

        memory.giveBack(array);

        assertThat(memory.take(200)).isNotSameAs(array);
        assertThat(memory.take(512)).isSameAs(array);
        assertThat(memory.take(512)).isNotSameAs(array);
    }

    @ParameterizedTest
    @CsvSource({"64, 4096", "512, 4096", "1024, 2048", "4095, 512"})
    void keepsNoMoreThanItsShare(int length, int most) {
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < most + 100; i++) {
            taken.add(memory.take(length));
        }
        taken.forEach(memory::giveBack);

        int kept = 0;
        for (int i = 0; i < most + 100; i++) {
            byte[] again = memory.take(length);
            kept += taken.stream().anyMatch(array -> array == again) ? 1 : 0;
        }

        assertThat(kept).isEqualTo(most);
    }

    @Test
    void aThreadOfAnotherKindKeepsNothing() {
        assertThat(PacketMemory.ofThisThread()).isNull();
    }
}
