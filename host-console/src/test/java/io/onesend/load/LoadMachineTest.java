package io.onesend.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadMachineTest {

    @Test
    void namesTheProcessorWhereLinuxDoes() {
        assertThat(LoadMachine.processorIn(List.of("processor\t: 0", "model name\t: AMD EPYC 9R14", "model name\t: x")))
                .isEqualTo("AMD EPYC 9R14, " + System.getProperty("os.arch"));
        assertThat(LoadMachine.processorIn(List.of("processor\t: 0"))).isEqualTo(System.getProperty("os.arch"));
    }

    @Test
    void describesThisOne() {
        LoadMachine here = LoadMachine.here("epoll");

        assertThat(here.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(here.memoryBytes()).isGreaterThan(Runtime.getRuntime().totalMemory());
        assertThat(here.kernel()).startsWith(System.getProperty("os.name") + " ");
        assertThat(here.java()).contains(System.getProperty("java.version"));
        assertThat(here.transport()).isEqualTo("epoll");
    }
}
