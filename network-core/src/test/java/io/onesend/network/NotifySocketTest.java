package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.testing.DatagramReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class NotifySocketTest {

    @TempDir
    private Path folder;

    private static void sendsTo(String address) throws IOException {
        try (DatagramReceiver receiver = DatagramReceiver.start(address, 2);
                NotifySocket socket = NotifySocket.to(address)) {
            socket.send("READY=1");
            socket.send("STATUS=hört zu");
            assertThat(receiver.next()).isEqualTo("READY=1");
            assertThat(receiver.next()).isEqualTo("STATUS=hört zu");
        }
    }

    @Test
    void sendsToASocketWithAFile() throws IOException {
        sendsTo(folder.resolve("notify").toString());
    }

    @Test
    void sendsToASocketWithoutAFile() throws IOException {
        sendsTo("@onesend-test-" + UUID.randomUUID());
    }

    @Test
    void failsWhereNobodyListens() {
        try (NotifySocket socket = NotifySocket.to(folder.resolve("nobody").toString())) {
            assertThatThrownBy(() -> socket.send("READY=1")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void neverWaitsForAReceiverThatDoesNotRead() throws IOException {
        String address = folder.resolve("full").toString();
        try (DatagramReceiver receiver = DatagramReceiver.start(address, 1);
                NotifySocket socket = NotifySocket.to(address)) {
            socket.send("READY=1");
            assertThat(receiver.next()).isEqualTo("READY=1");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            socket.send("WATCHDOG=1");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("takes no more");
        }
    }

    @Test
    void sendsNothingOnceItIsClosed() {
        NotifySocket socket = NotifySocket.to(folder.resolve("nobody").toString());
        socket.close();
        socket.close();
        assertThatThrownBy(() -> socket.send("READY=1")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "relative", "vsock:2:1234"})
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> NotifySocket.to(address)).isInstanceOf(NetworkException.class);
    }

    @Test
    void refusesAnAddressThatIsTooLong() {
        assertThatThrownBy(() -> NotifySocket.to("/" + "x".repeat(200))).isInstanceOf(NetworkException.class);
    }
}
