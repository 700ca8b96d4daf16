package io.onesend.chat.redis;

import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.PortListener;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The links to all primaries, and which partition and which channel is on which. A partition is up while the map says where its slot is,
 * and the link to that node is up. When its slot moves it goes down here and comes up there; the other partitions stay.
 */
@LogicThread
final class LinkTable implements RedisLink.Listener {

    private record Feed(int partition, int channel) {}

    private static final class Place {
        private @Nullable RedisNode node;
        private boolean up;

        /** Redis has contradicted the map: it stays down until there is a newer one. */
        private boolean doubted;
    }

    private final RedisLink.Shared shared;
    private final RedisTopology topology;
    private final ClusterKeys keys;
    private final PortListener out;
    private final SlotMapWatch watch;

    private final Map<RedisNode, RedisLink> links = new LinkedHashMap<>();
    private final Place[] places;

    /** By the name of the channel: the feeds that partitions listen to. */
    private final Map<String, Feed> feeds = new HashMap<>();

    /** This host's own channels, and where it listens to them; null: nowhere at present. */
    private final Map<String, @Nullable RedisNode> listened = new HashMap<>();

    private @Nullable SlotMap map;
    private volatile String trouble = "not connected yet";

    LinkTable(RedisLink.Shared shared, RedisTopology topology, ClusterKeys keys, PortListener out) {
        this.shared = shared;
        this.topology = topology;
        this.keys = keys;
        this.out = out;
        places = Stream.generate(Place::new).limit(keys.partitions()).toArray(Place[]::new);
        watch = new SlotMapWatch(shared, () -> topology.ask(links.keySet()), topology.refresh(), this::mapped);
        watch.start();
    }

    /** The link of a partition that is up. */
    @Nullable
    RedisLink linkOf(int partition) {
        Place place = places[partition];
        return place.up ? links.get(place.node) : null;
    }

    /** The link to the primary of a key, up or down. */
    @Nullable
    RedisLink linkOf(String key) {
        RedisNode node = map == null ? null : map.nodeOf(key);
        return node == null ? null : links.get(node);
    }

    void flush() {
        links.values().forEach(RedisLink::flush);
    }

    int linksUp() {
        return (int) links.values().stream().filter(RedisLink::isUp).count();
    }

    long pendingBytes() {
        return links.values().stream().mapToLong(RedisLink::pendingBytes).sum();
    }

    void subscribe(int partition, int channel) {
        RedisLink link = linkOf(partition);
        String name = keys.partition(partition).feed(channel);
        if (link != null && feeds.putIfAbsent(name, new Feed(partition, channel)) == null) {
            link.subscribe(name);
        }
    }

    void unsubscribe(int partition, int channel) {
        RedisLink link = linkOf(partition);
        String name = keys.partition(partition).feed(channel);
        if (feeds.remove(name) != null && link != null) {
            link.unsubscribe(name);
        }
    }

    void listen(String channel) {
        if (!listened.containsKey(channel)) {
            listened.put(channel, null);
            listenWherePossible(channel);
        }
    }

    void close() {
        watch.close();
        links.values().forEach(RedisLink::close);
    }

    /** What keeps a link from being up; empty: all are. */
    @AnyThread
    String trouble() {
        return trouble;
    }

    private void mapped(SlotMap newer) {
        map = newer;
        newer.nodes().stream().filter(node -> !links.containsKey(node)).forEach(node -> links.put(node, link(node)));
        for (int partition = 0; partition < places.length; partition++) {
            Place place = places[partition];
            RedisNode node = newer.nodeOf(keys.partition(partition).partition());
            if (!Objects.equals(node, place.node)) {
                takeDown(partition, node == null ? "no node has its slot" : "its slot is at " + node + " now");
                place.node = node;
            }
            place.doubted = false;
            bringUp(partition);
        }
        List<RedisNode> gone = links.keySet().stream()
                .filter(node -> !newer.nodes().contains(node))
                .toList();
        gone.forEach(this::retire);
        List.copyOf(listened.keySet()).forEach(this::listenWherePossible);
    }

    private RedisLink link(RedisNode node) {
        return new RedisLink(shared, topology.targetOf(node), this);
    }

    private void retire(RedisNode node) {
        RedisLink link = links.remove(node);
        if (link != null) {
            link.retire("the node has no slots any more");
            listened.replaceAll((channel, at) -> node.equals(at) ? null : at);
            noteTrouble();
        }
    }

    private void bringUp(int partition) {
        Place place = places[partition];
        RedisLink link = place.node == null ? null : links.get(place.node);
        if (!place.up && !place.doubted && link != null && link.isUp()) {
            place.up = true;
            out.up(partition);
        }
    }

    private void takeDown(int partition, String why) {
        Place place = places[partition];
        if (!place.up) {
            return;
        }
        place.up = false;
        RedisLink link = links.get(place.node);
        if (link != null) {
            feeds.forEach((name, feed) -> {
                if (feed.partition() == partition) {
                    link.unsubscribe(name);
                }
            });
            link.failCalls(partition, why);
        }
        feeds.values().removeIf(feed -> feed.partition() == partition);
        out.down(partition, why);
    }

    private void listenWherePossible(String channel) {
        RedisNode node = map == null ? null : map.nodeOf(channel);
        RedisLink link = node == null ? null : links.get(node);
        if (node != null && link != null && link.isUp() && !node.equals(listened.get(channel))) {
            listened.put(channel, node);
            link.subscribe(channel);
        }
    }

    @Override
    public void up(RedisLink link) {
        noteTrouble();
        List.copyOf(listened.keySet()).forEach(this::listenWherePossible);
        for (int partition = 0; partition < places.length; partition++) {
            if (links.get(places[partition].node) == link) {
                bringUp(partition);
            }
        }
    }

    @Override
    public void down(RedisLink link, String why) {
        noteTrouble();
        listened.replaceAll((channel, at) -> at != null && links.get(at) == link ? null : at);
        for (int partition = 0; partition < places.length; partition++) {
            if (links.get(places[partition].node) == link) {
                takeDown(partition, why);
            }
        }
        watch.doubt();
    }

    @Override
    public @Nullable String barrierKey(RedisLink link) {
        for (int partition = 0; partition < places.length; partition++) {
            if (links.get(places[partition].node) == link) {
                return keys.partition(partition).barrier();
            }
        }
        return null;
    }

    @Override
    public void notOpened(RedisLink link) {
        noteTrouble();
        watch.doubt();
    }

    private void noteTrouble() {
        trouble = links.values().stream()
                .map(RedisLink::trouble)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Override
    public void message(String channel, byte[] message) {
        Feed feed = feeds.get(channel);
        if (feed != null) {
            out.message(feed.partition(), feed.channel(), message);
        } else if (listened.containsKey(channel)) {
            out.heard(channel, message);
        }
    }

    @Override
    public void subscribed(RedisLink link, String channel) {
        Feed feed = feeds.get(channel);
        if (feed != null) {
            out.subscribed(feed.partition(), feed.channel());
        }
    }

    @Override
    public void unsubscribed(RedisLink link, String channel, String why) {
        Feed feed = feeds.remove(channel);
        if (feed != null) {
            takeDown(feed.partition(), why);
            places[feed.partition()].doubted = true;
        } else if (listened.containsKey(channel)) {
            listened.put(channel, null);
        }
        watch.doubt();
    }

    @Override
    public void held(RedisLink link, String words) {
        if (RefusalWords.isMissingFunction(words)) {
            link.loadFunctions();
        } else if (RefusalWords.isReplica(words)) {
            link.reconnect(words);
        } else {
            watch.doubt();
        }
    }
}
