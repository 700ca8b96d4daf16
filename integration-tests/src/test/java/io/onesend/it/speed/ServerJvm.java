package io.onesend.it.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of this class path in a process of its own, which prints its port first and ends with its standard input. */
public final class ServerJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final int port;

    private ServerJvm(Process process, Class<?> main) throws IOException {
        this.process = process;
        output = process.inputReader();
        input = process.outputWriter();
        String first = output.readLine();
        if (first == null) {
            throw new IOException(main.getSimpleName() + " has ended without saying its port");
        }
        port = Integer.parseInt(first);
    }

    static ServerJvm start(Class<?> main, String... args) throws IOException {
        return start(List.of(), List.of(), main, args);
    }

    /**
     * The same, through another command and with options of the JVM.
     *
     * @param prefix a command that becomes the one after it, such as {@code taskset}; or nothing
     */
    public static ServerJvm start(List<String> prefix, List<String> jvmArgs, Class<?> main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ServerJvm(process, main);
    }

    /** The server's side: prints the port and never returns. */
    static void serve(int port) throws IOException {
        System.out.println(port);
        while (System.in.read() >= 0) {
            // The process that started this one is still there.
        }
        Runtime.getRuntime().halt(0);
    }

    public Process process() {
        return process;
    }

    public int port() {
        return port;
    }

    /** Sends an empty line, and returns the line that answers it. */
    String ask() throws IOException {
        input.write('\n');
        input.flush();
        return output.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
