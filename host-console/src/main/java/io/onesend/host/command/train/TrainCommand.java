package io.onesend.host.command.train;

import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.command.RunCommand;
import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs a server for the time of a short chat, so that the JVM loads what every server needs: {@code bin/onesend train} has these
 * classes archived. The server has a folder and free ports of its own, and no effect on another.
 */
@Command(
        name = "train",
        description =
                "Starts a server on free ports, chats there and stops. 'bin/onesend train' archives the classes that"
                        + " this loads.",
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    private static final List<String> SETTINGS = List.of(
            "network.host=127.0.0.1",
            "network.port=0",
            "admin.host=127.0.0.1",
            "admin.port=0",
            "redis.data-dir=redis",
            "drain.grace=0",
            "log.file=train.log");

    private final CommandContext context;

    public TrainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("onesend-train");
        try {
            return serve(folder);
        } finally {
            Folders.delete(folder);
        }
    }

    private Integer serve(Path folder) throws IOException, InterruptedException {
        Path config = Files.createDirectories(folder.resolve("config")).resolve("server.yaml");
        Files.writeString(config, defaults(folder));
        return new RunCommand(inFolder(folder), ConfigOptions.of(null, SETTINGS), host -> {
                    TrainingChat.hold(host);
                    context.stop().request();
                })
                .call();
    }

    /** The configuration as a file, because most servers read one. */
    private static String defaults(Path folder) {
        return ConfigLoader.load(new ConfigSource(null, folder, Map.of(), List.of()))
                .describe();
    }

    /** The console is asked something too. */
    private CommandContext inFolder(Path folder) {
        return new CommandContext(
                new BufferedReader(new StringReader("help\nstatus\n")),
                new PrintWriter(Writer.nullWriter()),
                context.err(),
                false,
                Map.of(),
                folder,
                context.text(),
                context.stop());
    }
}
