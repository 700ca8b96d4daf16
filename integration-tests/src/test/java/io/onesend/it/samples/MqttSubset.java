package io.onesend.it.samples;

import io.onesend.it.samples.MqttPackets.Connect;
import io.onesend.it.samples.MqttPackets.Disconnect;
import io.onesend.it.samples.MqttPackets.FromClient;
import io.onesend.it.samples.MqttPackets.Ping;
import io.onesend.it.samples.MqttPackets.Publish;
import io.onesend.it.samples.MqttPackets.Subscribe;
import io.onesend.it.samples.MqttPackets.Subscription;
import io.onesend.it.samples.MqttPackets.Unsubscribe;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of MQTT 3.1.1: quality of service 0 and 1, retained messages, wildcards, wills, keep-alive. Try it with {@code
 * mosquitto_sub -p 7000 -t '#'}. A client's subscriptions end with its connection, so nothing is ever sent again.
 *
 * <p>Threads: {@link MqttPackets} makes packets on the I/O threads; everything here runs on the one thread of the loop.
 *
 * <p>Slow receivers: a message of quality 0 that finds no space in a client's queue is dropped, and one of quality 1 ends the
 * client's connection, so that the client knows that it has missed something.
 */
public final class MqttSubset implements SessionListener<FromClient> {

    private static final DisconnectReason TAKEN_OVER = DisconnectReason.of("taken-over", DisconnectReason.Fault.NONE);
    private static final DisconnectReason NO_CONNECT = DisconnectReason.of("no-connect", DisconnectReason.Fault.PEER);
    private static final DisconnectReason SILENT = DisconnectReason.of("silent", DisconnectReason.Fault.NETWORK);
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);
    private static final int REFUSED = 0x80;

    private final Map<String, MqttClient> clients = new HashMap<>();
    private final Map<String, Publish> retained = new HashMap<>();

    static NetworkConfig config(int port) {
        return NetworkConfig.anyProtocol()
                .port(port)
                .frameFormat(FrameFormat.varintPrefixed(1, 4))
                .maxFrameBytes(256 * 1024)
                .sendMaxBytes(1024 * 1024)
                .sendWhenFull(NetworkConfig.WhenFull.DROP_NEWEST)
                .build();
    }

    static NetworkServer start(NetworkConfig config, LogicLoop loop) {
        return NetworkServer.start(config, loop, MqttPackets::decode, new MqttSubset());
    }

    public static void main(String[] args) {
        LogicLoop loop = LogicLoop.start("mqtt-logic");
        NetworkServer server = start(config(Integer.parseInt(args[0])), loop);
        System.out.println("mqtt on " + server.address());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            loop.close();
        }));
    }

    @Override
    public void onConnect(Session session) {
        session.setDeadline(TIME_TO_CONNECT, NO_CONNECT);
    }

    @Override
    public void onReceive(Session session, FromClient packet) {
        MqttClient client = (MqttClient) session.attachment();
        if (client == null) {
            if (packet instanceof Connect connect) {
                connect(session, connect);
            } else {
                session.close(NO_CONNECT);
            }
        } else if (packet instanceof Publish message) {
            receive(client, message);
        } else if (packet instanceof Subscribe subscribe) {
            subscribe(client, subscribe);
        } else if (packet instanceof Unsubscribe unsubscribe) {
            unsubscribe.filters().forEach(client.subscriptions::remove);
            send(session, MqttPackets.unsubscribed(unsubscribe.id()));
        } else if (packet instanceof Ping) {
            send(session, MqttPackets.pong());
        } else if (packet instanceof Disconnect) {
            client.will = null;
            session.close(DisconnectReason.CLOSED_BY_PEER);
        } else if (packet instanceof Connect) {
            session.close(DisconnectReason.PROTOCOL_ERROR.withDetail("a second CONNECT"));
        }
        // An Acknowledge needs nothing: no message is sent again.
    }

    /** Whatever ended it, unless it was a DISCONNECT: the will is published. */
    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        MqttClient client = (MqttClient) session.attachment();
        if (client != null) {
            clients.remove(client.id, client);
            if (client.will != null) {
                publish(client.will);
            }
        }
    }

    private void connect(Session session, Connect connect) {
        if (connect.level() != MqttPackets.LEVEL) {
            send(session, MqttPackets.connected(MqttPackets.REFUSED_LEVEL));
            session.close(DisconnectReason.PROTOCOL_ERROR.withDetail("another version of MQTT"));
            return;
        }
        session.clearDeadline();
        if (connect.keepAliveSeconds() > 0) {
            // A client that is silent for one and a half times what it promised is gone.
            session.setSilenceDeadline(Duration.ofMillis(1_500L * connect.keepAliveSeconds()), SILENT);
        }
        String id = connect.clientId().isEmpty() ? "session-" + session.id() : connect.clientId();
        MqttClient client = new MqttClient(session, id, connect.will());
        session.attach(client);
        MqttClient before = clients.put(id, client);
        if (before != null) {
            before.session.close(TAKEN_OVER);
        }
        send(session, MqttPackets.connected(0));
    }

    private void receive(MqttClient client, Publish message) {
        if (message.qos() > 1 || !MqttTopics.isTopic(message.topic())) {
            client.session.close(DisconnectReason.PROTOCOL_ERROR.withDetail("cannot publish this"));
            return;
        }
        publish(message);
        if (message.qos() == 1) {
            send(client.session, MqttPackets.acknowledge(message.id()));
        }
    }

    private void publish(Publish message) {
        String topic = message.topic();
        if (message.retain() && message.payload().length == 0) {
            retained.remove(topic);
        } else if (message.retain()) {
            retained.put(topic, message);
        }
        // Encoded once for all who need not confirm it; whoever confirms has a number of his own in it.
        try (EncodedPacket unconfirmed = MqttPackets.publish(topic, message.payload(), 0, false, 0)) {
            for (MqttClient client : clients.values()) {
                int qos = client.qos(message);
                if (qos == 0) {
                    client.session.send(unconfirmed);
                } else if (qos == 1) {
                    int id = client.nextMessageId();
                    send(client.session, MqttPackets.publish(topic, message.payload(), 1, false, id));
                }
            }
        }
    }

    private void subscribe(MqttClient client, Subscribe subscribe) {
        List<Subscription> wanted = subscribe.subscriptions();
        byte[] codes = new byte[wanted.size()];
        for (int i = 0; i < codes.length; i++) {
            Subscription each = wanted.get(i);
            boolean allowed = MqttTopics.isFilter(each.filter());
            codes[i] = (byte) (allowed ? Math.min(each.qos(), 1) : REFUSED);
            if (allowed) {
                client.subscriptions.put(each.filter(), Math.min(each.qos(), 1));
            }
        }
        send(client.session, MqttPackets.subscribed(subscribe.id(), codes));
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] != (byte) REFUSED) {
                sendRetained(client, wanted.get(i).filter(), codes[i]);
            }
        }
    }

    private void sendRetained(MqttClient client, String filter, int granted) {
        for (Publish message : retained.values()) {
            if (MqttTopics.matches(filter, message.topic())) {
                int qos = Math.min(granted, message.qos());
                int id = qos == 0 ? 0 : client.nextMessageId();
                send(client.session, MqttPackets.publish(message.topic(), message.payload(), qos, true, id));
            }
        }
    }

    /** The queue keeps a reference of its own; this one is given back. */
    private static void send(Session session, EncodedPacket packet) {
        try (packet) {
            session.send(packet);
        }
    }
}
