package io.onesend.network.netty;

import io.onesend.network.Endpoint;
import io.onesend.network.NetworkConfig;
import io.onesend.network.ServerCertificates;
import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.door.TlsService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a running server, whose settings change.
 *
 * @param contexts one for each endpoint
 * @param initializers one for each endpoint
 */
@AnyThread
record EndpointSettings(
        List<Endpoint<?>> endpoints, List<SessionContext> contexts, List<SessionInitializer> initializers) {

    /**
     * As {@link io.onesend.network.NetworkServer#reconfigure}. What can fail comes first.
     *
     * @param certificates null: none were read for this
     */
    void change(
            NetworkConfig next,
            @Nullable ServerCertificates certificates,
            SessionRegistry live,
            @Nullable TlsService tls) {
        List<NetworkConfig> changed = new ArrayList<>();
        List<Runnable> roads = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            NetworkConfig own = endpoints.get(i).configIn(next);
            demandPossible(contexts.get(i).config(), own);
            changed.add(own);
        }
        if (tls != null) {
            tls.change(changed.stream().map(NetworkConfig::doors).toList(), certificates);
        }
        for (int i = 0; i < endpoints.size(); i++) {
            roads.add(initializers.get(i).leadTo(contexts.get(i).with(changed.get(i)), tls));
        }
        changed.forEach(own -> budget().keepRoomFor(own.maxFrameBytes()));
        live.limit(next);
        for (int i = 0; i < changed.size(); i++) {
            live.limit(contexts.get(i).places(), changed.get(i), next);
            contexts.get(i).times().change(changed.get(i));
        }
        roads.forEach(Runnable::run);
    }

    /** All endpoints have the same. */
    private InboundBudget budget() {
        return contexts.get(0).shared().inboundBudget();
    }

    private void demandPossible(NetworkConfig before, NetworkConfig next) {
        budget().demandRoomFor(next.maxFrameBytes());
        if (!next.frameFormat().equals(before.frameFormat())) {
            throw new IllegalArgumentException("the frame format of a port stays as it is");
        }
        if (!isSameButForFiles(next.doors().tls(), before.doors().tls())) {
            throw new IllegalArgumentException("the TLS of a port stays as it is, but for its files");
        }
    }

    private static boolean isSameButForFiles(TlsSettings one, TlsSettings other) {
        return one.mode() == other.mode()
                && one.clientAuth() == other.clientAuth()
                && one.provider() == other.provider()
                && one.check().equals(other.check());
    }
}
