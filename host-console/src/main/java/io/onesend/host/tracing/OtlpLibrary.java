package io.onesend.host.tracing;

import java.util.List;

/** Knows whether OpenTelemetry's exporter is on the class path: only those who send traces need it. */
public final class OtlpLibrary {

    /** What to say to somebody who sends traces without it. */
    public static final String MISSING = "tracing.otlp needs the jars of opentelemetry-exporter-otlp and"
            + " opentelemetry-exporter-sender-jdk on the class path: the package takes them from lib/ext,"
            + " and host-console/README.md names them";

    /** One class of each jar without which nothing can be sent. */
    private static final List<String> CLASSES = List.of(
            "io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter",
            "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider",
            "io.opentelemetry.sdk.trace.SdkTracerProvider",
            "java.net.http.HttpClient");

    private OtlpLibrary() {}

    public static boolean isThere() {
        return CLASSES.stream().allMatch(OtlpLibrary::isOnClassPath);
    }

    private static boolean isOnClassPath(String name) {
        try {
            Class.forName(name, false, OtlpLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}
