package io.onesend.host.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.utils.Signals;

/** Tells what standard input is, as far as {@code /proc} shows it; without {@code /proc} it is taken for an ordinary file. */
public final class StandardInput {

    private static final Path LINK = Path.of("/proc/self/fd/0");
    private static final Path ERROR_LINK = Path.of("/proc/self/fd/2");
    private static final Path STATUS = Path.of("/proc/self/stat");

    /** In {@code /proc/self/stat}, counted from the state, which follows the name in brackets. */
    private static final int PROCESS_GROUP = 2;

    private static final int TERMINALS_FOREGROUND_GROUP = 5;

    private StandardInput() {}

    /**
     * Whether it was closed when the process began ({@code <&-}). The number 0 is then free, and the JVM gives it to the first
     * file that it opens, which is one of its own.
     */
    public static boolean isClosed() {
        Path javaHome = Path.of(System.getProperty("java.home"));
        List<Path> classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(Path::of)
                .toList();
        return target().filter(file -> belongsToJvm(file, javaHome, classPath)).isPresent();
    }

    /** Whether it is a terminal that another process group has in its foreground, such as the shell that started this one. */
    public static boolean isInBackground() {
        try {
            return target().filter(StandardInput::isTerminal).isPresent() && isInBackground(Files.readString(STATUS));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether it is a terminal, and standard error is the same one. */
    public static boolean isErrorTerminal() {
        return target().filter(StandardInput::isTerminal)
                .filter(file -> target(ERROR_LINK).filter(file::equals).isPresent())
                .isPresent();
    }

    /**
     * From now on reads of a terminal from the background fail, and writes succeed; by default either may stop the whole process.
     */
    public static void ignoreStopsByTerminal() {
        try {
            Object ignore =
                    Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null);
            // Sets this handler, whatever the earlier one was: JLine has no call for ignoring a signal.
            Signals.unregister("TTIN", ignore);
            Signals.unregister("TTOU", ignore);
        } catch (ReflectiveOperationException noSignals) {
            throw new IllegalStateException("this JVM has no module jdk.unsupported", noSignals);
        }
    }

    static boolean belongsToJvm(Path file, Path javaHome, List<Path> classPath) {
        return file.startsWith(javaHome)
                || classPath.stream()
                        .anyMatch(entry -> entry.toAbsolutePath().normalize().equals(file));
    }

    static boolean isTerminal(Path file) {
        return file.startsWith("/dev/pts") || file.toString().startsWith("/dev/tty");
    }

    static boolean isInBackground(String status) {
        String[] afterName =
                status.substring(status.lastIndexOf(')') + 1).strip().split(" ", -1);
        return !afterName[PROCESS_GROUP].equals(afterName[TERMINALS_FOREGROUND_GROUP]);
    }

    private static Optional<Path> target() {
        return target(LINK);
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return Optional.empty();
        }
    }
}
