package io.onesend.host.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.login.AccountStoreException;
import io.onesend.host.TestContext;
import io.onesend.host.doctor.Finding.State;
import io.onesend.host.server.FakeRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    private Path folder;

    @Test
    void aLineSaysWhatWasFoundWhatIsWantedAndWhatToDo() {
        assertThat(Finding.bad("port", "0.0.0.0:80 is taken", "a free port", "set network.port")
                        .line())
                .isEqualTo("WRONG port          0.0.0.0:80 is taken; wanted: a free port; do: set network.port");
        assertThat(Finding.good("clock", "right").line()).isEqualTo("ok    clock         right");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhichProcessHasThePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding finding = PortCheck.look("port", "network", "127.0.0.1", taken.getLocalPort());

            assertThat(finding.state()).isEqualTo(State.BAD);
            assertThat(finding.found())
                    .startsWith("127.0.0.1:" + taken.getLocalPort() + " is taken by process "
                            + ProcessHandle.current().pid() + " (");
            assertThat(finding.advice()).contains("network.port");
        }
    }

    @Test
    void knowsAnAddressOfAnotherMachine() throws Exception {
        try (ServerSocket sameNumberHere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding finding = PortCheck.look("admin port", "admin", "192.0.2.1", sameNumberHere.getLocalPort());

            assertThat(finding.state()).isEqualTo(State.BAD);
            assertThat(finding.advice()).contains("admin.host");
        }
    }

    @Test
    void comparesDescriptorsWithSessions() {
        assertThat(DescriptorCheck.compare(20_200, 20_000).state()).isEqualTo(State.GOOD);

        Finding few = DescriptorCheck.compare(20_199, 20_000);
        assertThat(few.state()).isEqualTo(State.BAD);
        assertThat(few.line()).contains("at most 20199", "20200", "network.max-sessions: 20000", "ulimit -n 20200");
    }

    @Test
    void addsUpWhatMemoryIsFor() {
        assertThat(MemoryCheck.compare(1_174, 256, 768).state()).isEqualTo(State.GOOD);

        Finding little = MemoryCheck.compare(1_173, 256, 768);
        assertThat(little.state()).isEqualTo(State.BAD);
        assertThat(little.line()).contains("1174 MiB", "network.send.max-total-bytes");
    }

    @Test
    void warnsOfACertificateThatEndsSoon() {
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        Path file = Path.of("certificate.pem");

        assertThat(CertificateCheck.valid(file, now.plus(Duration.ofDays(14)), now)
                        .state())
                .isEqualTo(State.GOOD);
        assertThat(CertificateCheck.valid(file, now.plus(Duration.ofDays(13)), now)
                        .state())
                .isEqualTo(State.NOTE);
        assertThat(CertificateCheck.valid(file, now.minusSeconds(1), now).state())
                .isEqualTo(State.BAD);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void believesTheSystemAboutItsClockAndNobodyElse() {
        assertThat(clock("echo", "yes").state()).isEqualTo(State.GOOD);
        assertThat(clock("echo", "no").advice()).isEqualTo("timedatectl set-ntp true");
        assertThat(clock("false").found()).contains("nobody");
        assertThat(clock("no-such-program").found()).contains("nobody");
    }

    @Test
    void comparesTheClockOfRedis() throws IOException {
        TestContext process = new TestContext(folder);
        try (FakeRedis redis = FakeRedis.start()) {
            assertThat(redisClock(process, redis)).isEqualTo("ok    redis clock   within 2 s of this machine's");

            redis.setClock(Duration.ofSeconds(90));
            assertThat(redisClock(process, redis))
                    .matches("note  redis clock   (89|90)\\.\\d s ahead of this machine's; wanted: within 2 s: .*"
                            + " do: .*timedatectl set-ntp true");

            redis.setClock(Duration.ofSeconds(-5));
            assertThat(redisClock(process, redis)).contains(" s behind this machine's");
        }
    }

    private static String redisClock(TestContext process, FakeRedis redis) {
        process.run("doctor", "--set=redis.uri=" + redis.uri(), "--set=network.port=0", "--set=admin.port=0");
        return process.out()
                .lines()
                .filter(line -> line.contains("redis clock"))
                .reduce((earlier, later) -> later)
                .orElse("no such line");
    }

    @Test
    void anAnswerThatTookLongIsNoWrongClock() {
        Instant asked = Instant.parse("2026-11-26T12:00:00Z");

        assertThat(RedisClock.compare(asked.plusSeconds(1), asked, asked.plusSeconds(8))
                        .state())
                .isEqualTo(State.GOOD);
        assertThat(RedisClock.compare(asked.plusSeconds(10), asked, asked.plusSeconds(8))
                        .state())
                .isEqualTo(State.GOOD);
        assertThat(RedisClock.compare(asked.plusMillis(10_001), asked, asked.plusSeconds(8))
                        .state())
                .isEqualTo(State.NOTE);
    }

    @Test
    void aRedisThatDoesNotTellItsTimeIsNoFault() {
        Finding finding = RedisClock.compare(() -> {
            throw new AccountStoreException("Redis refuses: NOPERM");
        });

        assertThat(finding.state()).isEqualTo(State.NOTE);
        assertThat(finding.line()).contains("NOPERM", "ACL SETUSER");
    }

    private static Finding clock(String... command) {
        return new ClockCheck(List.of(command)).look().get(0);
    }

    @Test
    void aServerThatRunsIsNoFault() {
        Finding own = PortCheck.takenBy(
                "port", "network", "0.0.0.0:11021", 7, "/usr/bin/java -jar /opt/onesend/lib/onesend.jar");
        Finding other =
                PortCheck.takenBy("port", "network", "0.0.0.0:11021", 7, "/usr/bin/java -jar /opt/onesender.jar");

        assertThat(own.state()).isEqualTo(State.NOTE);
        assertThat(own.line()).contains("a running onesend, process 7 (", "do: nothing, if that is this server");
        assertThat(other.state()).isEqualTo(State.BAD);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void comparesTheServiceWithTheConfiguration() {
        assertThat(SystemdCheck.compare("LoadState=not-found\nLimitNOFILE=1024\n", 20_000, 768, Duration.ofSeconds(9)))
                .extracting(Finding::state)
                .containsExactly(State.GOOD);
        assertThat(SystemdCheck.compare(
                        "LoadState=loaded\nLimitNOFILE=65536\nMemoryMax=infinity\n",
                        20_000,
                        768,
                        Duration.ofSeconds(9)))
                .extracting(Finding::state)
                .containsExactly(State.GOOD);

        List<Finding> tight = SystemdCheck.compare(
                "LoadState=loaded\nLimitNOFILE=1024\nMemoryMax=536870912\n", 20_000, 768, Duration.ofSeconds(9));
        assertThat(tight).extracting(Finding::state).containsExactly(State.BAD, State.BAD);
        assertThat(tight.get(0).line()).contains("LimitNOFILE: at most 1024", "systemctl edit onesend");
        assertThat(tight.get(1).line()).contains("MemoryMax: 512 MiB", "MemoryMax=");
    }

    @Test
    void comparesTheTimeToStopWithThatOfADrain() {
        String loaded = "LoadState=loaded\nTimeoutStopUSec=";

        assertThat(SystemdCheck.compare(loaded + "10s\n", 1, 1, Duration.ofSeconds(9)))
                .extracting(Finding::state)
                .containsExactly(State.GOOD);
        assertThat(SystemdCheck.compare(loaded + "infinity\n", 1, 1, Duration.ofHours(1)))
                .extracting(Finding::state)
                .containsExactly(State.GOOD);
        assertThat(SystemdCheck.compare(loaded + "1min 29s 900ms\n", 1, 1, Duration.ofSeconds(89)))
                .extracting(Finding::line)
                .containsExactly(
                        "WRONG service       TimeoutStopSec: a stop is cut off after 89 s; wanted: more than drain.limit: 89s;"
                                + " do: systemctl edit onesend, and there TimeoutStopSec= in [Service]");
    }

    @Test
    void looksAtEverythingAndExitsWith78IfSomethingIsWrong() throws IOException {
        TestContext process = new TestContext(folder);
        String[] free = {
            "doctor",
            "--set=network.port=0",
            "--set=admin.port=0",
            "--set=network.max-sessions=10",
            "--set=network.send.max-total-bytes=1MiB",
            "--set=network.inbound.max-total-bytes=1MiB"
        };

        assertThat(process.run(free)).as(process.out()).isZero();
        assertThat(process.out()
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(6, 19).strip())
                        .distinct())
                .containsExactly(
                        "transport",
                        "redis",
                        "port",
                        "admin port",
                        "descriptors",
                        "memory",
                        "certificate",
                        "clock",
                        "service");
        assertThat(process.out()).contains("nio works", "embedded, with its data in " + folder.resolve("data/redis"));
        assertThat(folder).as("nothing was made").isEmptyDirectory();

        assertThat(process.run(
                        "doctor", "--set=redis.uri=redis://127.0.0.1:1", "--set=network.port=0", "--set=admin.port=0"))
                .isEqualTo(78);
        assertThat(process.out()).containsPattern("WRONG redis .*redis://127.0.0.1:1; do: start Redis there");
    }
}
