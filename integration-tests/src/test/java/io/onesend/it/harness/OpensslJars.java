package io.onesend.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders with the jars of OpenSSL, from the class path of the tests, as an operator puts them beside the server's. */
public final class OpensslJars {

    private static final String CLASSES = "netty-tcnative-classes-";
    private static final String LIBRARY = "netty-tcnative-boringssl-static-";

    private OpensslJars() {}

    /** With all that OpenSSL needs. */
    public static Path both() {
        return folder(CLASSES, LIBRARY);
    }

    /** Without the library that the classes load. */
    public static Path classesAlone() {
        return folder(CLASSES);
    }

    private static Path folder(String... names) {
        Path folder = WorkFolder.create("openssl");
        try {
            for (String name : names) {
                Path jar = find(name);
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path find(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> String.valueOf(entry.getFileName()).startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on the class path: " + name + "*.jar"));
    }
}
