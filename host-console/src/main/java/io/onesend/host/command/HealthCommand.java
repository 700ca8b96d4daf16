package io.onesend.host.command;

import io.onesend.host.config.AdminConfig;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.HostPort;
import io.onesend.host.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the server of this machine how it is, for those who watch containers. */
@Command(
        name = "health",
        description = "Asks the admin port of a running server whether it works. Exit status 0 or 1.",
        mixinStandardHelpOptions = true)
public final class HealthCommand implements Callable<Integer> {

    private static final int WITHIN_MILLIS = 3_000;

    /** Where a server is asked that listens on all addresses. */
    private static final Map<String, String> LOOPBACK = Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--ready", description = "Asks whether a login would be served.")
    private boolean ready;

    private final CommandContext context;

    public HealthCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        AdminConfig admin = options.load(context).config().admin();
        if (!admin.enabled() || admin.port() == 0) {
            throw new CommandFailedException("health needs an admin port with a number: admin.enabled, admin.port");
        }
        if (admin.tls()) {
            throw new CommandFailedException("health asks no admin port with TLS: see admin.tls");
        }
        String host = LOOPBACK.getOrDefault(admin.host(), admin.host());
        URI page = URI.create("http://" + HostPort.of(host, admin.port()) + (ready ? "/readyz" : "/livez"));
        try {
            return ask(page);
        } catch (IOException unreachable) {
            throw new CommandFailedException("no answer from " + page + ": " + unreachable.getMessage()
                    + "; is the server running, with this configuration?");
        }
    }

    private Integer ask(URI page) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        connection.setConnectTimeout(WITHIN_MILLIS);
        connection.setReadTimeout(WITHIN_MILLIS);
        boolean good = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        try (InputStream answer = good ? connection.getInputStream() : connection.getErrorStream()) {
            context.out().println(answer == null ? anotherProgram(page, connection) : text(answer));
        }
        return good ? ExitStatus.STOPPED_AS_ASKED : ExitStatus.FAILED;
    }

    private static String text(InputStream answer) throws IOException {
        return SafeText.escape(new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /** The server says in words what is wrong. */
    private static String anotherProgram(URI page, HttpURLConnection connection) throws IOException {
        return page + " answers " + connection.getResponseCode() + " and nothing else: is it another program's?";
    }
}
