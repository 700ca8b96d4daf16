package io.onesend.it.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of this class path in a process of its own, which prints its port first and ends with its standard input. */
public final class ServerJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final int port;

    private ServerJvm(Process process, String name) throws IOException {
        this.process = process;
        output = process.inputReader();
        input = process.outputWriter();
        String first = output.readLine();
        if (first == null) {
            throw new IOException(name + " has ended without saying its port");
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
        return startProgram(command, Map.of());
    }

    /** Another program that behaves as such a main class does. */
    public static ServerJvm startProgram(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new ServerJvm(builder.start(), String.join(" ", command));
    }

    /** The server's side: prints the port, and ends the process with its standard input. */
    public static void serve(int port) throws IOException {
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

    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** Sends an empty line, and returns the line that answers it. */
    public String ask() throws IOException {
        input.write('\n');
        input.flush();
        return output.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
