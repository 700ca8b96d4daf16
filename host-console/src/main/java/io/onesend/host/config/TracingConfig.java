package io.onesend.host.config;

import java.net.URI;
import java.util.Optional;

/**
 * Which packets are traced, and where the traces go beside flight recordings.
 *
 * @param sample one in this many packets; 0: none
 * @param otlp takes traces as OTLP over HTTP
 */
public record TracingConfig(int sample, Optional<URI> otlp) {}
