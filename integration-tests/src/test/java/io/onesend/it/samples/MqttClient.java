package io.onesend.it.samples;

import io.onesend.it.samples.MqttPackets.Publish;
import io.onesend.network.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connected client of {@link MqttSubset}. For the logic thread alone. */
final class MqttClient {
    final Session session;
    final String id;
    /** Quality of service by filter. */
    final Map<String, Integer> subscriptions = new LinkedHashMap<>();

    @Nullable
    Publish will;

    private int lastMessageId;

    MqttClient(Session session, String id, @Nullable Publish will) {
        this.session = session;
        this.id = id;
        this.will = will;
    }

    /** The quality of service that this client gets the message with; -1: it did not ask for it. */
    int qos(Publish message) {
        int most = -1;
        for (Map.Entry<String, Integer> each : subscriptions.entrySet()) {
            if (each.getValue() > most && MqttTopics.matches(each.getKey(), message.topic())) {
                most = each.getValue();
            }
        }
        return Math.min(most, message.qos());
    }

    int nextMessageId() {
        lastMessageId = lastMessageId % 65_535 + 1;
        return lastMessageId;
    }
}
