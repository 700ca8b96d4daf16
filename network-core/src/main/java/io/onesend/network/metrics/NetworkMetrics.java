package io.onesend.network.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.logic.AnyThread;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The meters of {@link NetworkMetric} for one server or client. All of them show the same moment: at most a second ago, or the
 * last {@link #refresh}. Two servers on one registry need different tags, and so do two clients; a client's names begin with
 * {@code onesend.network.client}. Any thread may read the meters.
 */
@AnyThread
@SuppressWarnings("exports") // Micrometer is optional: who uses this class requires it.
public final class NetworkMetrics implements MeterBinder, AutoCloseable {

    private final List<StatisticsMeters<?>> groups;

    /**
     * Makes the meters of a registry's only server; if it has several endpoints, those of each too, with its address as label.
     *
     * @param server may be closed before its meters; they then show its last numbers
     */
    public NetworkMetrics(NetworkServer server) {
        this(server, List.of());
    }

    /**
     * Makes the meters of one server of several; if it has several endpoints, those of each too, with its address as label.
     *
     * @param server may be closed before its meters; they then show its last numbers
     * @param tags added to every meter
     */
    public NetworkMetrics(NetworkServer server, List<Tag> tags) {
        List<StatisticsMeters<?>> all = new ArrayList<>();
        all.add(totals(StatisticsMeters.Table.SERVER, server::statistics, tags, System::nanoTime));
        List<SocketAddress> endpoints = server.addresses();
        if (endpoints.size() > 1) {
            for (int i = 0; i < endpoints.size(); i++) {
                all.add(ofEndpoint(server, i, textOf(endpoints.get(i)), tags));
            }
        }
        groups = List.copyOf(all);
    }

    /**
     * Makes the meters of a registry's only client.
     *
     * @param client may be closed before its meters; they then show its last numbers
     */
    public NetworkMetrics(NetworkClient client) {
        this(client, List.of());
    }

    /**
     * Makes the meters of one client of several.
     *
     * @param client may be closed before its meters; they then show its last numbers
     * @param tags added to every meter
     */
    public NetworkMetrics(NetworkClient client, List<Tag> tags) {
        groups = List.of(totals(StatisticsMeters.Table.CLIENT, client::statistics, tags, System::nanoTime));
    }

    /**
     * Makes the meters of another source, or of one server after another.
     *
     * @param source asked at most once a second and at each {@link #refresh}, on the thread that reads a meter
     * @param tags added to every meter
     */
    public NetworkMetrics(Supplier<NetworkStatistics> source, List<Tag> tags) {
        this(source, tags, System::nanoTime);
    }

    NetworkMetrics(Supplier<NetworkStatistics> source, List<Tag> tags, LongSupplier clock) {
        groups = List.of(totals(StatisticsMeters.Table.SERVER, source, tags, clock));
    }

    private static StatisticsMeters<?> totals(
            StatisticsMeters.Table<NetworkStatistics> table,
            Supplier<NetworkStatistics> source,
            List<Tag> tags,
            LongSupplier clock) {
        return new StatisticsMeters<>(table, source, tags, clock);
    }

    private static StatisticsMeters<?> ofEndpoint(NetworkServer server, int index, String address, List<Tag> tags) {
        List<Tag> own = new ArrayList<>(tags);
        own.add(Tag.of(NetworkMetric.ENDPOINT_LABEL, address));
        return new StatisticsMeters<>(
                StatisticsMeters.Table.ENDPOINT,
                () -> server.statisticsByEndpoint().get(index),
                own,
                System::nanoTime);
    }

    /** As one writes it: host and port, or a path. */
    private static String textOf(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : address.toString();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        groups.forEach(group -> group.bindTo(registry));
    }

    /** Updates the meters to this moment, and adds values of labels that are new, such as reasons of disconnects. */
    public void refresh() {
        groups.forEach(StatisticsMeters::refresh);
    }

    /** Removes the meters from every registry they were bound to. */
    @Override
    public void close() {
        groups.forEach(StatisticsMeters::close);
    }
}
