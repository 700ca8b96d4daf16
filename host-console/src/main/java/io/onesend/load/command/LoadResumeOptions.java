package io.onesend.load.command;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether lost sessions are resumed, and where. */
final class LoadResumeOptions {

    @Option(
            names = "--resume",
            description =
                    "Resumes the sessions of lost connections, and counts what was missed. Needs hosts of a cluster.")
    private boolean resume;

    @Option(
            names = "--also",
            paramLabel = "HOST:PORT",
            split = ",",
            converter = HostAndPort.class,
            description =
                    "With --resume: further hosts of the cluster. Clients are spread over all, and resume at any.")
    private List<InetSocketAddress> also = List.of();

    /** The hosts to spread clients over and to resume at; none without {@code --resume}. */
    List<InetSocketAddress> hosts(LoadRunOptions run) {
        if (!resume) {
            if (!also.isEmpty()) {
                throw run.wrong("--also needs --resume");
            }
            return List.of();
        }
        List<InetSocketAddress> hosts = new ArrayList<>();
        hosts.add(run.target());
        hosts.addAll(also);
        return hosts;
    }

    /** {@code 127.0.0.1:11021}, {@code chat.example.org:11021} or {@code [::1]:11021}. */
    static final class HostAndPort implements ITypeConverter<InetSocketAddress> {

        private static final Pattern HOST_AND_PORT = Pattern.compile("\\[?([^\\]]+)]?:([0-9]{1,5})");
        private static final int MOST_PORT = 65_535;

        @Override
        public InetSocketAddress convert(String text) {
            Matcher matcher = HOST_AND_PORT.matcher(text);
            int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
            if (port < 1 || port > MOST_PORT) {
                throw new TypeConversionException("is not a host with its port: '" + text + "'");
            }
            InetSocketAddress address = new InetSocketAddress(matcher.group(1), port);
            if (address.isUnresolved()) {
                throw new TypeConversionException("no address is known for the host " + matcher.group(1));
            }
            return address;
        }
    }
}
