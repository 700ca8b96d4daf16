package io.onesend.host.console;

import io.onesend.host.console.BoundedLines.Read;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Plain lines in, plain lines out: a pipe, a file, or a terminal that can do no more. */
final class PipeTerminal implements ConsoleTerminal {

    private final BoundedLines in;
    private final Answers answers;

    PipeTerminal(Reader in, PrintWriter out) {
        this.in = new BoundedLines(in, MAX_LINE_CHARS);
        answers = new Answers(out);
        answers.start();
    }

    @Override
    public Read next() throws IOException {
        return in.next();
    }

    @Override
    public void say(List<String> lines) {
        answers.say(lines);
    }

    @Override
    public void awaitSaid(Duration limit) throws InterruptedException {
        answers.awaitWritten(limit);
    }

    @Override
    public boolean isScreen() {
        return false;
    }

    @Override
    public void watch(Supplier<List<String>> picture) {
        throw new UnsupportedOperationException("a pipe is no screen");
    }

    /** The streams are the process's, and a read of them cannot be ended. */
    @Override
    public void close() {}
}
