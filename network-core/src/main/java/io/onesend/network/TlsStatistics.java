package io.onesend.network;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a server's TLS at one moment; totals count from its start.
 *
 * @param handshakes by how they ended: {@code ok}, {@code failed}, {@code busy} (too many were waiting) and {@code unfinished} (the
 *     peer left, or took too long)
 * @param handshakeSeconds how long those took that ended well, together, with the waits for the peers
 * @param certificateReloads how often changed files were read, by {@code ok} and {@code failed}
 * @param lastReload when changed files were last read that fit; null: never since the start
 * @param certificateSeconds for how long each certificate is valid still, by its first name; negative: it has expired
 */
public record TlsStatistics(
        Map<String, Long> handshakes,
        double handshakeSeconds,
        Map<String, Long> certificateReloads,
        @Nullable Instant lastReload,
        Map<String, Long> certificateSeconds) {

    /** Those of a server without TLS. */
    public static final TlsStatistics NONE = new TlsStatistics(Map.of(), 0, Map.of(), null, Map.of());

    /**
     * Takes copies of the maps.
     *
     * @param handshakes by how they ended
     * @param handshakeSeconds the sum of those that ended well
     * @param certificateReloads by how they ended
     * @param lastReload null: never
     * @param certificateSeconds by the certificate's first name
     */
    public TlsStatistics {
        handshakes = Map.copyOf(handshakes);
        certificateReloads = Map.copyOf(certificateReloads);
        certificateSeconds = Map.copyOf(certificateSeconds);
    }
}
