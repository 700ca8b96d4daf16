package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import io.onesend.it.harness.Admin;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code /livez} of the real server, whose logic thread is held by a debugger. */
class LivenessIT {

    @Test
    void aLogicThreadThatStandsStillIsToldOfUntilItGoesOn() throws Exception {
        try (ServerProcess server = ServerProcess.launch()
                .jvm("-ea", "-Xmx256m", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")
                .start()) {
            String port = server.console()
                    .await("dt_socket at address: (\\d+)", Duration.ofSeconds(10))
                    .group(1);
            VirtualMachine debugged = attach(port);
            try {
                ThreadReference logic = debugged.allThreads().stream()
                        .filter(thread -> thread.name().equals("chat-logic"))
                        .findAny()
                        .orElseThrow();
                assertThat(server.admin().page("/livez").status()).isEqualTo(200);

                logic.suspend();

                awaitLiveness(server, 503);
                Admin.Page page = server.admin().page("/livez");
                assertThat(page.body()).matches("the logic thread has stood still for \\d+ s\\n");

                logic.resume();

                awaitLiveness(server, 200);
                try (RawClient client = server.connect()) {
                    client.login("kim", "pw");
                }
            } finally {
                debugged.dispose();
            }
        }
    }

    private static void awaitLiveness(ServerProcess server, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.admin().page("/livez").status() == status);
    }

    private static VirtualMachine attach(String port) throws Exception {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.transport().name().equals("dt_socket"))
                .findAny()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        return sockets.attach(arguments);
    }
}
