package io.onesend.network.netty;

import io.onesend.network.NetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the versions of the Netty jars on the class path. A build that manages Netty's version itself may bring other versions
 * than this library was compiled with. Classes and methods are then missing, which often shows late.
 */
final class NettyVersions {

    private static final Logger LOG = LoggerFactory.getLogger(NettyVersions.class);

    /** The version that this library is compiled and tested with. */
    static final String COMPILED_WITH = "4.2.18.Final";

    /** The lowest version: it has the classes of every transport that this library uses. */
    private static final Release LOWEST = new Release(4, 2, 0);

    /**
     * The sends on the ring need a constructor of 4.2.14. 4.2.15 fixes a wake-up that was written to a descriptor after it was no
     * longer the loop's (https://github.com/netty/netty/issues/16716).
     */
    private static final Release LOWEST_WITH_IO_URING = new Release(4, 2, 15);

    private static final String NEEDED = "one version of all of them is needed, " + LOWEST_WITH_IO_URING
            + " or later. In Maven's <dependencyManagement>, in front of what manages Netty now: <dependency>"
            + "<groupId>io.netty</groupId><artifactId>netty-bom</artifactId><version>" + COMPILED_WITH
            + "</version><type>pom</type><scope>import</scope></dependency>";

    private static final String RESOURCE = "META-INF/io.netty.versions.properties";
    private static final String VERSION_KEY = ".version";

    /** The artifacts that this library uses; others on the class path do not matter. */
    private static final Set<String> OURS = Set.of(
            "netty-common",
            "netty-buffer",
            "netty-codec-base",
            "netty-codec-haproxy",
            "netty-codec-http",
            "netty-resolver",
            "netty-transport",
            "netty-transport-classes-epoll",
            "netty-transport-classes-io_uring",
            "netty-transport-classes-kqueue",
            "netty-transport-native-epoll",
            "netty-transport-native-io_uring",
            "netty-transport-native-kqueue",
            "netty-transport-native-unix-common");

    /** The versions in this JVM; read once. */
    private static @Nullable NettyVersions here;

    private final Map<String, String> byArtifact;

    /**
     * Holds the versions that the jars state.
     *
     * @param byArtifact versions by the name of the artifact; empty if the jars were merged into another that lost them
     */
    NettyVersions(Map<String, String> byArtifact) {
        this.byArtifact = new TreeMap<>(byArtifact);
        this.byArtifact.keySet().retainAll(OURS);
    }

    private record Release(int major, int minor, int patch) {

        private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

        /** Null if the text is no version of Netty. */
        static @Nullable Release of(String version) {
            Matcher numbers = NUMBERS.matcher(version);
            return numbers.matches() ? new Release(number(numbers, 1), number(numbers, 2), number(numbers, 3)) : null;
        }

        private static int number(Matcher numbers, int group) {
            return Integer.parseInt(numbers.group(group));
        }

        boolean isBefore(Release other) {
            if (major != other.major) {
                return major < other.major;
            }
            return minor != other.minor ? minor < other.minor : patch < other.patch;
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /** Reads the versions with the class loader of Netty's classes. */
    static synchronized NettyVersions here() {
        NettyVersions known = here;
        if (known == null) {
            known = new NettyVersions(read(NettyVersions.class.getClassLoader()));
            here = known;
        }
        return known;
    }

    private static Map<String, String> read(ClassLoader loader) {
        Map<String, String> byArtifact = new TreeMap<>();
        try {
            Enumeration<URL> jars = loader.getResources(RESOURCE);
            while (jars.hasMoreElements()) {
                Properties properties = new Properties();
                try (InputStream in = jars.nextElement().openStream()) {
                    properties.load(in);
                }
                for (String key : properties.stringPropertyNames()) {
                    if (key.endsWith(VERSION_KEY)) {
                        String artifact = key.substring(0, key.length() - VERSION_KEY.length());
                        // If there are two jars of one artifact, the first one's classes are used.
                        byArtifact.putIfAbsent(artifact, properties.getProperty(key));
                    }
                }
            }
        } catch (IOException unreadable) {
            LOG.debug("the versions of Netty's jars cannot be read", unreadable);
        }
        return byArtifact;
    }

    /**
     * Refuses versions that this library cannot work with.
     *
     * @throws NetworkException if there are such; its message says what was found, what is needed, and what to put into a pom
     */
    void check() {
        if (new HashSet<>(byArtifact.values()).size() > 1) {
            throw new NetworkException(
                    "Netty's jars are of different versions: " + artifactsByVersion() + "; " + NEEDED);
        }
        if (isBefore(LOWEST)) {
            throw new NetworkException(tooOld());
        }
    }

    /** Why sessions on io_uring cannot work, or null if Netty is recent enough. */
    @Nullable
    NetworkException ioUringObstacle() {
        return isBefore(LOWEST_WITH_IO_URING) ? new NetworkException(tooOld()) : null;
    }

    private boolean isBefore(Release lowest) {
        for (String version : byArtifact.values()) {
            Release release = Release.of(version);
            if (release != null && release.isBefore(lowest)) {
                return true;
            }
        }
        return false;
    }

    private String tooOld() {
        return "Netty " + byArtifact.values().iterator().next() + " is too old; " + NEEDED;
    }

    private String artifactsByVersion() {
        Map<String, String> artifacts = byArtifact.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(" "))));
        return artifacts.entrySet().stream()
                .map(version -> version.getKey() + " (" + version.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
