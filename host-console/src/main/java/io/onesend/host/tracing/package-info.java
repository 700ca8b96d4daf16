/**
 * Traces of single packets: which are traced, and their way to a collector. {@link io.onesend.host.tracing.PacketTraces} is asked by the
 * network and passes finished traces to a {@link io.onesend.host.tracing.TraceQueue}, whose thread sends them by {@link
 * io.onesend.host.tracing.OtlpExport}. Only that class uses OpenTelemetry, which need not be on the class path.
 */
@NullMarked
package io.onesend.host.tracing;

import org.jspecify.annotations.NullMarked;
