package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server that may open fewer files than connections come. */
@DisabledOnOs(OS.WINDOWS)
class FewFilesIT {

    private static final int CONNECTIONS = 400;

    /** One line a second, a count of suppressed lines for each, and some lines of the start. */
    private static final int FEW_LINES = 60;

    @Test
    void servesWhomItCanTellsSoAndServesTheOthersLater() {
        try (ServerProcess server = withFewFiles()) {
            server.awaitLog("max-sessions is 20000, but .* no more than 256 files", Duration.ofSeconds(10));
            Deque<RawClient> clients = new ArrayDeque<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(server.connect());
            }
            server.awaitLog("as many connections are open as the limit of open files allows", Duration.ofSeconds(10));
            clients.getFirst().assertQuiet();
            assertThat(server.admin().page("/livez").status())
                    .as("the admin port while connections wait")
                    .isEqualTo(200);

            while (clients.size() > 1) {
                clients.removeFirst().close();
            }
            clients.getLast().assertQuiet();
            clients.getLast().close();
            assertThat(server.log()).hasSizeLessThan(FEW_LINES);
        }
    }

    @Test
    void connectionsOfTheAdminPortDoNotUseUpTheFiles() throws IOException {
        try (ServerProcess server = withFewFiles()) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                sockets.add(new Socket(
                        server.admin().address().getAddress(),
                        server.admin().address().getPort()));
            }

            try (RawClient client = server.connect()) {
                client.assertQuiet();
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static ServerProcess withFewFiles() {
        return ServerProcess.launch()
                .under(List.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"))
                .start();
    }
}
