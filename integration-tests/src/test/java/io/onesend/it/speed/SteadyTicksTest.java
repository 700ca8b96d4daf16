package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class SteadyTicksTest {

    private final ArrayNode ticks = JsonMapper.shared().createArrayNode();

    private void tick(double at, double seconds, double deliveredPerSecond, double serverPercent) {
        var tick = ticks.addObject();
        tick.put("at", at).put("seconds", seconds).put("deliveredPerSecond", deliveredPerSecond);
        tick.putObject("server").put("cpuPercent", serverPercent);
        tick.putObject("generator").put("cpuPercent", 50);
    }

    @Test
    void neitherLoginsNorTheWarmUpNorTheEndCount() {
        tick(1, 1, 0, 80);
        tick(2, 1, 10, 90);
        tick(3, 1, 20, 90);
        tick(4, 1, 100, 20);
        tick(4.5, 0.5, 300, 40);
        tick(5, 0.5, 7, 99);
        tick(6, 1, 0, 99);

        SteadyTicks steady = SteadyTicks.of(ticks, 1);

        assertThat(steady.seconds()).isEqualTo(1.5);
        assertThat(steady.deliveries()).isEqualTo(250);
        assertThat(steady.serverCpuSeconds()).isEqualTo(0.4, offset(1e-9));
        assertThat(steady.generatorCpuSeconds()).isEqualTo(0.75, offset(1e-9));
    }

    @Test
    void aRunTooShortForThatIsTakenWhole() {
        tick(1, 1, 10, 90);
        tick(2, 1, 20, 90);

        assertThat(SteadyTicks.of(ticks, 1).deliveries()).isEqualTo(30);
    }

    @Test
    void aRunWithoutDeliveriesIsRefused() {
        tick(1, 1, 0, 90);

        assertThatThrownBy(() -> SteadyTicks.of(ticks, 0)).hasMessage("nothing was delivered");
    }
}
