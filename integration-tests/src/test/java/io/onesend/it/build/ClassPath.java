package io.onesend.it.build;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entries of this test's own class path: what the build resolved and made. */
final class ClassPath {

    /** network-core and what it brings. */
    static final Pattern CORE = jars(
            "network-core",
            "netty-(common|buffer|resolver|transport)-[0-9]",
            "netty-transport-(classes|native)-",
            "jctools-",
            "slf4j-api-");

    /** The same, with what a port behind proxies needs. */
    static final Pattern PROXIED = Pattern.compile(CORE + "|.*/netty-codec-(base|haproxy)-[^/]*\\.jar");

    /** content-chat and what it brings. */
    static final Pattern CHAT = Pattern.compile(CORE + "|"
            + jars(
                    "content-chat",
                    "netty-(handler|codec-base|codec-dns|resolver-dns)-",
                    "lettuce-core-",
                    "reactor-core-",
                    "reactive-streams-",
                    "redis-authx-",
                    "argon2-jvm-",
                    "jna-",
                    "bcprov-"));

    private ClassPath() {}

    private static Pattern jars(String module, String... names) {
        return Pattern.compile(".*/" + module + "/target/(classes|" + module + "-[^/]*(?<!-tests)\\.jar)|.*/(jspecify-|"
                + String.join("|", names) + ")[^/]*\\.jar");
    }

    static List<Path> entries(Pattern which) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> which.matcher(entry).matches())
                .map(Path::of)
                .toList();
    }

    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
