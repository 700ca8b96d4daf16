package io.onesend.load.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTest {

    @TempDir
    private Path folder;

    private TestContext process;

    @BeforeEach
    void makeProcess() {
        process = new TestContext(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                load                                                    | a scenario is missing
                load dance                                              | 'dance'
                load echo --rate 10 --window 2                          | --rate sends by the clock
                load echo --rate 0                                      | --rate is more than 0
                load echo --rate NaN                                    | --rate is more than 0
                load echo --window 0                                    | --window is 1 to 65536
                load echo --size 15                                     | 16 bytes or more
                load echo --size 100..50                                | 16 bytes or more
                load echo --size 64KiB                                  | sizes are written 64 or 16..1024
                load echo --size 65531                                  | at most
                load echo --connections 0                               | --connections is 1 to 262144
                load echo --connections 262145                          | --connections is 1 to 262144
                load echo --port 0                                      | --port is 1 to 65535
                load echo --duration 0                                  | --duration has to be longer than 0
                load echo --duration 30                                 | durations are written
                load echo --duration 1000h                              | a week at most
                load echo --members 4                                   | '--members'
                load connect --rate 5                                   | '--rate'
                load chat --size 16..257                                | a message has 256 bytes at most
                load chat --rooms 2 --members 10 --connections 19       | are not the 20 of --rooms 2
                load chat --members 3 --senders 4                       | --senders is 1 to --members, 3
                load chat --rooms 600 --members 1000                    | --rooms times --members
                load chat --rooms 200000 --members 200000               | --rooms times --members
                load chat --rooms 0                                     | --rooms is 1 to
                load chat --room-base -1                                | --room-base
                load chat --scheme sha1                                 | 'sha1'
                load chat --users 가나다라마바사아자차                      | 1 to 32 bytes of UTF-8
                load chat --members 4 --users twenty-eight-bytes-of-prefix | 1 to 32 bytes of UTF-8
                load chat --also 127.0.0.1:11023                        | --also needs --resume
                load chat --resume --also 127.0.0.1                     | is not a host with its port
                load chat --resume --also 127.0.0.1:65536               | is not a host with its port
                load echo --resume                                      | '--resume'
                load echo --tls-ca ca.pem                               | --tls-ca needs --tls
                load echo --websocket-path /chat                        | --websocket-path needs --websocket
                load echo --websocket --websocket-path chat             | --websocket-path is 'chat', but must begin with a slash
                load room --connections 3 --rooms 4                     | somebody has to be in each
                load login --connections 5 --accounts 4                 | --accounts is --connections
                load echo --source-addresses -1                         | --source-addresses is 1 to
                load echo --host 192.0.2.1 --source-addresses 2         | loopback
                load mixed                                              | 'FILE'
                """)
    void refusesWhatMakesNoSense(String arguments, String why) {
        assertThat(process.run(arguments.split(" +"))).isEqualTo(2);
        assertThat(process.err()).contains(why).doesNotContain("\tat ");
        assertThat(process.out()).isEmpty();
    }

    @Test
    void saysHowManyFilesSoManyConnectionsNeedBeforeItOpensOne() {
        assertThat(process.run("load", "connect", "--connections", "262144", "--port", "1"))
                .isEqualTo(1);

        // If a process may have that many files, connecting fails because nobody listens.
        assertThat(process.err())
                .matches("(?s)262144 connections need \\d+ file descriptors.*ulimit -n.*|.*cannot connect.*");
    }

    @Test
    void explainsEveryScenario() {
        assertThat(process.run("load", "--help")).isZero();
        assertThat(process.out()).contains("connect", "reconnect", "echo", "login", "room", "chat", "mixed");
        assertThat(process.run("load", "chat", "--help")).isZero();
        assertThat(process.out())
                .contains("--rooms", "--members", "--senders", "--size", "--rate", "--window", "--users", "--scheme")
                .contains("--host", "--duration", "--ramp", "--warmup", "--grace", "--seed", "--source-addresses");
        assertThat(process.err()).isEmpty();
    }
}
