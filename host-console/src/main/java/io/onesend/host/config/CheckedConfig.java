package io.onesend.host.config;

import io.onesend.network.ServerCertificates;
import java.util.Optional;

/**
 * A configuration whose files were tried, and what was read of them, so that nobody reads it twice.
 *
 * @param certificates of {@link HostConfig#readCertificates}
 */
public record CheckedConfig(HostConfig config, Optional<ServerCertificates> certificates) {}
