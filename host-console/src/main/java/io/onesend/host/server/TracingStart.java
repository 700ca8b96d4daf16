package io.onesend.host.server;

import io.onesend.host.config.TracingConfig;
import io.onesend.host.log.JavaLogging;
import io.onesend.host.process.ProgramVersion;
import io.onesend.host.tracing.PacketTraces;

/** Starts the traces of packets as configured. */
final class TracingStart {

    private TracingStart() {}

    static PacketTraces start(TracingConfig config) {
        if (config.otlp().isPresent()) {
            // It would log each failure past the log of this program, which says once what went wrong.
            JavaLogging.silence("io.opentelemetry.exporter");
        }
        return PacketTraces.start(config.sample(), config.otlp(), ProgramVersion.version());
    }
}
