package io.onesend.host.text;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine calls itself. */
public final class MachineName {

    private MachineName() {}

    /** Asks the system, which may look the name up. A machine whose name leads to no address is called localhost. */
    public static String read() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noAddress) {
            return "localhost";
        }
    }
}
