package io.onesend.host.config;

import java.util.regex.Pattern;

/**
 * Recognises the variables that Kubernetes sets in every container for each service of the namespace. Those of a service
 * named onesend, or onesend-admin, begin like ours, and one may even have the name of a key.
 */
final class ServiceVariables {

    private static final Pattern NAME =
            Pattern.compile(".+_SERVICE_HOST|.+_SERVICE_PORT(_.+)?|.+_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    /** ONESEND_PORT is {@code tcp://10.0.0.7:11021}, which no key of ours takes. */
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://[^/]+:[0-9]+");

    private ServiceVariables() {}

    static boolean contains(String name, String value) {
        return NAME.matcher(name).matches()
                || (name.endsWith("_PORT") && ADDRESS.matcher(value).matches());
    }
}
