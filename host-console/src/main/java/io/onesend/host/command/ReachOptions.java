package io.onesend.host.command;

import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a client for how it reaches the server. */
public final class ReachOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--websocket", description = "Connects over a WebSocket.")
    private boolean webSocket;

    @Option(
            names = "--websocket-path",
            paramLabel = "PATH",
            defaultValue = "/ws",
            description = "With --websocket: where the server has it. Default ${DEFAULT-VALUE}.")
    private String path = "";

    /** What the options say. */
    public ClientSettings settings() {
        if (!webSocket) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--websocket-path")) {
                throw wrong("--websocket-path needs --websocket");
            }
            return ClientSettings.PLAIN;
        }
        try {
            return ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT.withPath(path));
        } catch (IllegalArgumentException unfit) {
            throw wrong("--websocket-" + unfit.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
