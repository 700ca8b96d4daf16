package io.onesend.host.command;

import io.onesend.network.ClientSettings;
import io.onesend.network.ClientTls;
import io.onesend.network.ClientWebSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a client for where the server is, and how it reaches it. */
public final class ReachOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "The server's host. Default ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "11021",
            description = "The server's port. Default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--tls",
            description = "Encrypts the connection, and checks that the server's certificate is valid for --host.")
    private boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description =
                    "With --tls: the certificates to trust, in PEM: of authorities, or of the server itself. Default: those that Java trusts.")
    private @Nullable Path ca;

    @Option(names = "--websocket", description = "Connects over a WebSocket.")
    private boolean webSocket;

    @Option(
            names = "--websocket-path",
            paramLabel = "PATH",
            defaultValue = "/ws",
            description = "With --websocket: where the server has it. Default ${DEFAULT-VALUE}.")
    private String path = "";

    /** A name or an address, not looked up yet. */
    public String host() {
        return host;
    }

    /** The port, which is one that a server can have. */
    public int port() {
        if (port < 1 || port > 65_535) {
            throw wrong("--port is 1 to 65535");
        }
        return port;
    }

    /** How the server is reached. */
    public ClientSettings settings() {
        ClientSettings settings = ClientSettings.PLAIN;
        if (tls) {
            settings = settings.withTls(ca == null ? ClientTls.DEFAULT : ClientTls.DEFAULT.withCa(ca));
        } else if (ca != null) {
            throw wrong("--tls-ca needs --tls");
        }
        if (webSocket) {
            return overWebSocket(settings);
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--websocket-path")) {
            throw wrong("--websocket-path needs --websocket");
        }
        return settings;
    }

    private ClientSettings overWebSocket(ClientSettings settings) {
        try {
            return settings.withWebSocket(ClientWebSocket.DEFAULT.withPath(path));
        } catch (IllegalArgumentException unfit) {
            throw wrong("--websocket-" + unfit.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
