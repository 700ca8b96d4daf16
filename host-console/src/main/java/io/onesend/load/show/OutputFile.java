package io.onesend.load.show;

import io.onesend.host.process.CommandFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file for the result of a run. It is checked before the run, so that no result is lost. */
record OutputFile(Path path) {

    /** Makes the folder if it does not exist. */
    static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw failed(folder, failure);
        }
    }

    /** Fails now rather than after the run. Leaves no file behind that was not there before. */
    void prove() {
        boolean isNew = !Files.exists(path);
        if (!isNew && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            return; // A device or a pipe, whose reader must not see it opened twice.
        }
        try {
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (isNew) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw failed(path, failure);
        }
    }

    void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException failure) {
            throw failed(path, failure);
        }
    }

    static CommandFailedException failed(Path path, IOException failure) {
        return new CommandFailedException("cannot write " + path + ": " + reason(failure));
    }

    /** Most of these exceptions have only the path as their message. */
    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        String words = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return Objects.requireNonNullElse(words, failure.getClass().getSimpleName());
    }
}
