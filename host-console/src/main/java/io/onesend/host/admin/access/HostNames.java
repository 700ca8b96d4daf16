package io.onesend.host.admin.access;

import io.onesend.network.CidrBlock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that a request may call this server by. A page of another site can have a name of its own lead here, and would then
 * be of the same origin as the admin page: such a name is none of these.
 */
final class HostNames {

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final String LOCAL = "localhost";

    private final Set<String> names;

    /** @param names besides IP addresses and {@code localhost} */
    HostNames(List<String> names) {
        this.names = names.stream().map(HostNames::lower).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether it is one of this server's.
     *
     * @param host as the header has it, with or without a port
     */
    boolean areMeantBy(String host) {
        String name = lower(PORT.matcher(host).replaceFirst(""));
        return name.equals(LOCAL) || name.endsWith("." + LOCAL) || isAddress(name) || names.contains(name);
    }

    private static boolean isAddress(String name) {
        if (IPV4.matcher(name).matches()) {
            return isReadable(name);
        }
        return IPV6.matcher(name).matches() && isReadable(name.substring(1, name.length() - 1));
    }

    private static boolean isReadable(String address) {
        try {
            CidrBlock unused = CidrBlock.parse(address);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
