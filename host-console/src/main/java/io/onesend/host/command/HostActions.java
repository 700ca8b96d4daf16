package io.onesend.host.command;

import io.onesend.host.console.ConsoleActions;
import io.onesend.host.process.StopSignal;
import io.onesend.host.server.Host;
import java.util.List;

/** The console's commands for a running host. */
record HostActions(Host host, StopSignal stop) implements ConsoleActions {

    @Override
    public String status() {
        return host.status().line();
    }

    @Override
    public List<String> hosts() {
        return host.cluster().hostLines();
    }

    @Override
    public String whereis(String userId) {
        return host.cluster().whereisLine(userId);
    }

    @Override
    public void quit() {
        stop.request();
    }
}
