package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A server of long frames in a small process of its own. Every session is suspended until it is told to go on. */
final class UploadServer implements SessionListener<byte[]> {

    static final int FRAME = 10 << 20;
    static final long HIGH = 16L << 20;
    static final long TOTAL = 48L << 20;

    private record Received(CRC32 check, long[] bytes) {}

    /** Used by the logic thread alone. */
    private boolean going;

    private UploadServer() {}

    /**
     * Prints its port. Then each line {@code held} is answered by the bytes held, and {@code go} lets all sessions go on; each ended
     * session prints its bytes, their CRC and the reason. Ends when its standard input ends.
     */
    public static void main(String[] args) throws IOException {
        NetworkConfig config = NetworkConfig.anyProtocol()
                .transport(Transport.valueOf(args[0]))
                .ioThreads(2)
                .frameFormat(SteppedUploads.FRAMES)
                .maxFrameBytes(FRAME)
                .inboundHighBytes(HIGH)
                .inboundLowBytes(HIGH / 4)
                .inboundMaxTotalBytes(TOTAL)
                .build();
        LogicLoop logic = LogicLoop.start("test-logic");
        UploadServer listener = new UploadServer();
        NetworkServer server = NetworkServer.start(config, logic, PacketDecoder.BYTES, listener);
        System.out.println(server.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String command;
        while ((command = in.readLine()) != null) {
            if (command.equals("held")) {
                System.out.println("held " + server.statistics().inboundBytes());
            } else {
                logic.execute(() -> listener.go(server));
            }
        }
        server.close();
        logic.close();
    }

    /** Sessions that connect later are not suspended any more. */
    private void go(NetworkServer server) {
        going = true;
        server.sessions().forEach(Session::resume);
    }

    @Override
    public void onConnect(Session session) {
        session.attach(new Received(new CRC32(), new long[1]));
        if (!going) {
            session.suspend();
        }
    }

    @Override
    public void onReceive(Session session, byte[] frame) {
        if (session.attachment() instanceof Received received) {
            received.check.update(frame);
            received.bytes[0] += frame.length;
        }
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        if (session.attachment() instanceof Received received) {
            System.out.println("ended " + received.bytes[0] + " " + received.check.getValue() + " " + reason);
        }
    }
}
