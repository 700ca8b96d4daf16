package io.onesend.it.samples;

import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat of text lines, for nc, telnet, or anything else that sends lines: {@code nc 127.0.0.1 7000}. The first line is the
 * name, and everybody else hears every further one.
 *
 * <p>Every callback runs on the one thread of the loop, so the members are in an ordinary map, without a lock.
 */
public final class LineChat implements SessionListener<String> {

    private static final Duration TIME_FOR_A_NAME = Duration.ofMinutes(1);
    private static final DisconnectReason NO_NAME = DisconnectReason.of("no-name", DisconnectReason.Fault.PEER);
    private static final DisconnectReason QUIT = DisconnectReason.of("quit", DisconnectReason.Fault.NONE);

    /** Runs on the I/O threads. Bytes that are not UTF-8 become question marks; control characters could garble a terminal. */
    private static final PacketDecoder<String> TEXT = line -> new String(line.rest(), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", "")
            .strip();

    /** By name in lower case, in the order in which they came. */
    private final Map<String, Session> members = new LinkedHashMap<>();

    /** Starts a chat. To stop, close the server, which says what is still to be said, and then the loop. */
    static NetworkServer start(NetworkConfig config, LogicLoop loop) {
        return NetworkServer.start(config, loop, TEXT, new LineChat());
    }

    static NetworkConfig config(int port) {
        return NetworkConfig.anyProtocol()
                .port(port)
                .frameFormat(FrameFormat.LINES)
                // A longer line closes its session, and so does typing more than ten lines a second for some time.
                .maxFrameBytes(1024)
                .inboundTokensPerSecond(10)
                .inboundBurst(50)
                // A peer that reads too slowly is closed when this much waits for it; the others never wait.
                .sendMaxBytes(64 * 1024)
                .sendWhenFull(NetworkConfig.WhenFull.DISCONNECT)
                .build();
    }

    public static void main(String[] args) {
        LogicLoop loop = LogicLoop.start("chat-logic");
        NetworkServer server = start(config(Integer.parseInt(args[0])), loop);
        System.out.println("chat on " + server.address());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            loop.close();
        }));
    }

    @Override
    public void onConnect(Session session) {
        session.setDeadline(TIME_FOR_A_NAME, NO_NAME);
        tell(session, "Welcome. What is your name?");
    }

    @Override
    public void onReceive(Session session, String line) {
        String name = name(session);
        if (name == null) {
            enter(session, line);
        } else if (line.equals("/quit")) {
            // Everybody hears it now: the session itself ends when what waits has gone out and nc has closed too.
            leave(session);
            session.close(QUIT);
        } else if (line.equals("/who")) {
            tell(session, "* here: " + String.join(", ", names()));
        } else if (line.startsWith("/")) {
            tell(session, "* There are /who and /quit, and anything else is heard by all.");
        } else if (!line.isEmpty()) {
            tellOthers(session, name + "> " + line);
        }
    }

    /** Comes last for every session, whether it quit, broke, or was too slow. */
    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        leave(session);
    }

    private void enter(Session session, String name) {
        if (!name.matches("[\\p{L}\\p{N}_-]{1,20}")) {
            tell(session, "A name has 1 to 20 letters and digits. What is your name?");
        } else if (members.putIfAbsent(key(name), session) != null) {
            tell(session, name + " is here already. What is your name?");
        } else {
            session.attach(name);
            session.clearDeadline();
            tell(session, "* here: " + String.join(", ", names()));
            tellOthers(session, "* " + name + " has come");
        }
    }

    private void leave(Session session) {
        String name = name(session);
        if (name != null) {
            session.attach(null);
            members.remove(key(name));
            tellOthers(session, "* " + name + " has left");
        }
    }

    private static void tell(Session session, String line) {
        session.send(bytes(line));
    }

    /** The line is encoded once, however many hear it. */
    private void tellOthers(Session speaker, String line) {
        try (EncodedPacket packet = EncodedPacket.copyOf(bytes(line))) {
            for (Session member : members.values()) {
                if (member != speaker) {
                    member.send(packet);
                }
            }
        }
    }

    private Iterable<String> names() {
        return members.values().stream().map(LineChat::name).toList();
    }

    private static @Nullable String name(Session session) {
        return (String) session.attachment();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A sender adds the line's end itself. */
    private static byte[] bytes(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
