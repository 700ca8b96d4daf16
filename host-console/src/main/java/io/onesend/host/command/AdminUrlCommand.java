package io.onesend.host.command;

import io.onesend.host.config.AdminConfig;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.HostPort;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints where the admin port is and which file has its tokens. It never prints a token: a terminal's history keeps what it shows. */
@Command(
        name = "admin-url",
        description = "Prints the address of the admin port, and the file with the tokens that open it.",
        mixinStandardHelpOptions = true)
public final class AdminUrlCommand implements Callable<Integer> {

    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    public AdminUrlCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        AdminConfig admin = options.load(context).config().admin();
        if (!admin.enabled()) {
            throw new CommandFailedException("there is no admin port: admin.enabled is false");
        }
        context.out().println(address(admin));
        context.out().println("tokens in " + admin.tokenFile() + (isMissing(admin) ? ", made at the first start" : ""));
        return ExitStatus.STOPPED_AS_ASKED;
    }

    private static boolean isMissing(AdminConfig admin) {
        return admin.ownTokenFile() && !Files.exists(admin.tokenFile());
    }

    private static String address(AdminConfig admin) {
        String host = ANY_ADDRESS.contains(admin.host()) ? "localhost" : admin.host();
        return admin.port() == 0
                ? "admin.port is 0: the log of the server says which port it has"
                : (admin.tls() ? "https://" : "http://") + HostPort.of(host, admin.port()) + "/";
    }
}
