package io.onesend.host.command;

import io.onesend.host.config.SystemText;
import io.onesend.host.console.StandardInput;
import io.onesend.host.log.StandardStreams;
import io.onesend.host.process.StopSignal;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process around a command, as the command sees it. Its streams are UTF-8, whatever the locale.
 *
 * @param interactive whether a person sits at a terminal: then passwords are asked for, and lines edited
 * @param folder the current folder
 * @param text tells whether arguments, variables and typed passwords were decoded as given
 */
public record CommandContext(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        Map<String, String> environment,
        Path folder,
        SystemText text,
        StopSignal stop) {

    /** The context of this process. */
    public static CommandContext ofProcess(StopSignal stop) {
        return new CommandContext(
                new BufferedReader(standardInput()),
                writer(new FileOutputStream(FileDescriptor.out)),
                writer(StandardStreams.error()),
                TerminalCheck.isInteractive(),
                System.getenv(),
                Path.of(""),
                SystemText.ofProcess(),
                stop);
    }

    private static Reader standardInput() {
        return StandardInput.isClosed()
                ? Reader.nullReader()
                : new InputStreamReader(System.in, StandardCharsets.UTF_8);
    }

    private static PrintWriter writer(OutputStream out) {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }
}
