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
 * The Netty jars on the class path, as they say of themselves. A build that manages Netty's version by itself may bring others
 * than this library was compiled with, which show as missing classes and methods, here and there and late.
 */
final class NettyVersions {

    private static final Logger LOG = LoggerFactory.getLogger(NettyVersions.class);

    /** What this library is compiled and tested with. */
    static final String COMPILED_WITH = "4.2.18.Final";

    /** Has the classes of every transport that this library is written against. */
    private static final Release LOWEST = new Release(4, 2, 0);

    /**
     * The sends on the ring need a constructor of 4.2.14, and 4.2.15 mends a wake-up that is written to a descriptor which is no
     * longer the loop's (https://github.com/netty/netty/issues/16716).
     */
    private static final Release LOWEST_WITH_IO_URING = new Release(4, 2, 15);

    private static final String NEEDED = "one version of all of them is needed, " + LOWEST_WITH_IO_URING
            + " or later. In Maven's <dependencyManagement>, in front of what manages Netty now: <dependency>"
            + "<groupId>io.netty</groupId><artifactId>netty-bom</artifactId><version>" + COMPILED_WITH
            + "</version><type>pom</type><scope>import</scope></dependency>";

    private static final String RESOURCE = "META-INF/io.netty.versions.properties";
    private static final String VERSION_KEY = ".version";

    /** Those that this library uses; others on the class path are none of its business. */
    private static final Set<String> OURS = Set.of(
            "netty-common",
            "netty-buffer",
            "netty-resolver",
            "netty-transport",
            "netty-transport-classes-epoll",
            "netty-transport-classes-io_uring",
            "netty-transport-classes-kqueue",
            "netty-transport-native-epoll",
            "netty-transport-native-io_uring",
            "netty-transport-native-kqueue",
            "netty-transport-native-unix-common");

    /** What the jars of this JVM say; not asked for again. */
    private static @Nullable NettyVersions here;

    private final Map<String, String> byArtifact;

    /**
     * Takes what jars say.
     *
     * @param byArtifact versions by the name of the artifact; none at all where the jars were made into another that lost it
     */
    NettyVersions(Map<String, String> byArtifact) {
        this.byArtifact = new TreeMap<>(byArtifact);
        this.byArtifact.keySet().retainAll(OURS);
    }

    private record Release(int major, int minor, int patch) {

        private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

        /** Null if that is no version of Netty's. */
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

    /** Those of the class loader that Netty's classes come from. */
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
                        // Of two jars of one artifact the first is the one whose classes are used.
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
     * Refuses what this library cannot work with.
     *
     * @throws NetworkException which says what was found, what is needed, and what to put into a pom
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

    /** Why sessions on io_uring would not work, or null if Netty is recent enough. */
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
