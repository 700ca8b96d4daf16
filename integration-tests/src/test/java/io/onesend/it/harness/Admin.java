package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's admin pages, read over HTTP. */
public final class Admin {

    /** The admin port ends what is slower than five seconds by itself. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final InetSocketAddress address;
    private final String base;

    public Admin(InetSocketAddress address) {
        this.address = address;
        base = "http://" + address.getHostString() + ":" + address.getPort();
    }

    /** An answer. */
    public record Page(int status, String body, String contentType) {}

    public InetSocketAddress address() {
        return address;
    }

    public Page page(String path) {
        return request("GET", path);
    }

    public Page request(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(DEADLINE)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Page(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("content-type").orElse(""));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    public JsonNode status() {
        Page page = page("/status");
        assertThat(page.status()).isEqualTo(200);
        return JSON.readTree(page.body());
    }

    /** The sum of the samples of one metric whose labels contain all of these texts. */
    public double metric(String name, String... labels) {
        List<String> samples = samples(name, labels);
        assertThat(samples).as("samples of %s %s", name, List.of(labels)).isNotEmpty();
        return sum(samples);
    }

    /** Like {@link #metric}, 0 where there is no such sample yet. */
    public double metricOrZero(String name, String... labels) {
        List<String> samples = samples(name, labels);
        return samples.isEmpty() ? 0 : sum(samples);
    }

    private List<String> samples(String name, String... labels) {
        return Arrays.stream(page("/metrics").body().split("\n"))
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .toList();
    }

    private static double sum(List<String> samples) {
        return samples.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
