package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import io.onesend.host.process.ListeningProcess;
import io.onesend.host.text.HostPort;
import io.onesend.host.text.SafeText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Listens on the ports for a moment, and says who has them if that fails. */
final class PortCheck implements Check {

    private static final int FIRST_UNPRIVILEGED = 1024;

    /** The jar as the build names it, and as the package does. */
    private static final Pattern SERVER = Pattern.compile(".*/(onesend|host-console)\\.jar\\b.*", Pattern.DOTALL);

    @Override
    public List<Finding> look(HostConfig config) {
        List<Finding> findings = new ArrayList<>();
        findings.add(look(
                "port", "network", config.network().host(), config.network().port()));
        if (config.admin().enabled()) {
            findings.add(look(
                    "admin port", "admin", config.admin().host(), config.admin().port()));
        }
        return findings;
    }

    /** @param part the part of the configuration that has the keys host and port */
    static Finding look(String what, String part, String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        String name = HostPort.of(host, port);
        if (address.isUnresolved()) {
            return Finding.bad(
                    what, "no address is known for " + host, "one of this machine's", "set " + part + ".host");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return Finding.good(what, port == 0 ? "any free one" : name + " is free");
        } catch (IOException refused) {
            String why = String.valueOf(refused.getMessage());
            return isOfThisMachine(address.getAddress())
                    ? taken(what, part, name, port, why)
                    : notOfThisMachine(what, part, name, why);
        }
    }

    /** Asked of the interfaces: the words of the failure are in the language of the user. */
    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    private static Finding notOfThisMachine(String what, String part, String name, String why) {
        return Finding.bad(
                what, name + ": " + why, "an address of this machine", "set " + part + ".host; 'ip addr' lists them");
    }

    private static Finding taken(String what, String part, String name, int port, String why) {
        OptionalLong pid = ListeningProcess.onPort(port);
        if (pid.isPresent()) {
            String command = ProcessHandle.of(pid.getAsLong())
                    .flatMap(process -> process.info().commandLine())
                    .orElse("command unknown");
            return takenBy(what, part, name, pid.getAsLong(), command);
        }
        if (why.contains("in use")) {
            return Finding.bad(
                    what,
                    name + " is taken by a process of another user",
                    "a free port",
                    "set " + part + ".port; 'sudo ss -ltnp sport = :" + port + "' names the process");
        }
        if (port < FIRST_UNPRIVILEGED && why.contains("ermission denied")) {
            return Finding.bad(
                    what,
                    name + ": " + why,
                    "a port from " + FIRST_UNPRIVILEGED + " on, or the right to a lower one",
                    "set " + part + ".port, or give the service CAP_NET_BIND_SERVICE");
        }
        return notOfThisMachine(what, part, name, why);
    }

    /** An operator who asks while the server runs has nothing to mend. */
    static Finding takenBy(String what, String part, String name, long pid, String command) {
        String process = "process " + pid + " (" + SafeText.escape(command) + ")";
        return SERVER.matcher(command).matches()
                ? Finding.note(
                        what,
                        name + " is that of a running onesend, " + process,
                        "a free port, if another is to start",
                        "nothing, if that is this server; else end it, or set " + part + ".port")
                : Finding.bad(
                        what,
                        name + " is taken by " + process,
                        "a free port",
                        "end that process, or set " + part + ".port");
    }
}
