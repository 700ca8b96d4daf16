package io.onesend.host.tracing;

import io.onesend.network.PacketTrace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends traces to a collector as OTLP over HTTP. A trace is a span for the packet, with four below it: decode, wait, logic and write.
 * Only this class uses OpenTelemetry.
 */
final class OtlpExport implements TraceExport {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SpanExporter exporter;
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final List<SpanData> spans = new ArrayList<>();

    private OtlpExport(SpanExporter exporter, String version) {
        this.exporter = exporter;
        Resource resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"), "onesend", AttributeKey.stringKey("service.version"), version));
        this.provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(new Collector())
                .build();
        this.tracer = provider.get("io.onesend.network");
    }

    /** @param version of this program, as the collector shows it */
    static OtlpExport to(URI url, String version) {
        SpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(url.toString())
                .setTimeout(TIMEOUT)
                .build();
        return new OtlpExport(exporter, version);
    }

    @Override
    public void send(List<PacketTrace> traces) throws IOException {
        spans.clear();
        traces.forEach(this::makeSpans);
        CompletableResultCode result = exporter.export(List.copyOf(spans)).join(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        if (!result.isSuccess()) {
            throw new IOException(wordsOf(result));
        }
    }

    private static String wordsOf(CompletableResultCode result) {
        if (!result.isDone()) {
            return "no answer within " + TIMEOUT.toSeconds() + " s";
        }
        Throwable cause = result.getFailureThrowable();
        return cause == null ? "it was refused" : String.valueOf(cause.getMessage());
    }

    private void makeSpans(PacketTrace trace) {
        Instant read = trace.read();
        Span packet = tracer.spanBuilder(trace.packet())
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(read)
                .setAttribute("onesend.session", trace.sessionId())
                .setAttribute("onesend.peer", trace.peer().toString())
                .setAttribute("onesend.bytes", (long) trace.bytes())
                .setAttribute("onesend.sends", (long) trace.sends())
                .startSpan();
        Context within = Context.root().with(packet);
        makeSpan("decode", within, read, Duration.ZERO, trace.decoded());
        makeSpan("wait", within, read, trace.decoded(), trace.logicBegun());
        makeSpan("logic", within, read, trace.logicBegun(), trace.logicDone());
        makeSpan("write", within, read, trace.encoded(), trace.lastWritten());
        Duration firstWritten = trace.firstWritten();
        if (firstWritten != null) {
            packet.addEvent("first written", read.plus(firstWritten));
        }
        packet.end(read.plus(trace.whole()));
    }

    private void makeSpan(String name, Context within, Instant read, @Nullable Duration from, @Nullable Duration to) {
        if (from != null && to != null) {
            tracer.spanBuilder(name)
                    .setParent(within)
                    .setStartTimestamp(read.plus(from))
                    .startSpan()
                    .end(read.plus(to));
        }
    }

    @Override
    public void close() {
        provider.close();
        exporter.close();
    }

    /** Keeps the spans as they end. */
    private final class Collector implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            spans.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
