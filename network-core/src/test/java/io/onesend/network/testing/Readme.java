package io.onesend.network.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One README page of this project, for tests that compare it with the code. */
public record Readme(String text) {

    /** The page at the root of the build. */
    public static Readme front() throws IOException {
        return at(root());
    }

    /** The page of a module. */
    public static Readme of(String module) throws IOException {
        return at(root().resolve(module));
    }

    private static Readme at(Path folder) throws IOException {
        return new Readme(Files.readString(folder.resolve("README.md")));
    }

    /** The folder of the whole build: tests run in the folder of their module. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder .mvn here or above");
            }
        }
        return folder;
    }

    /** The rows of tables whose first cell is code with this prefix. */
    public List<String> rows(String firstCell) {
        return text.lines().filter(line -> line.startsWith("| `" + firstCell)).toList();
    }

    /** The cells of the rows under this head, which is a whole line of the page. */
    public List<List<String>> table(String head) {
        List<String> lines = text.lines().toList();
        int start = lines.indexOf(head);
        if (start < 0) {
            throw new IllegalArgumentException("no table has the head " + head);
        }
        return lines.stream()
                .skip(start + 2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Readme::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("(?<!\\\\)\\|"))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }

    /** The only line that starts so, without this start. */
    public String lineAfter(String start) {
        List<String> lines = text.lines().filter(line -> line.startsWith(start)).toList();
        if (lines.size() != 1) {
            throw new IllegalArgumentException("not one line starts with " + start + ": " + lines);
        }
        return lines.get(0).substring(start.length());
    }
}
