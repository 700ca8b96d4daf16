package io.onesend.host.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes in words why a file or folder that a key names cannot be used; the JDK often gives only the name of an exception. */
public final class FileFailure {

    private FileFailure() {}

    public static String inWords(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return message + ": " + reason(file);
        }
        return message;
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return "the file system refuses it";
    }
}
