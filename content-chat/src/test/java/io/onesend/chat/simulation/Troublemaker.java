package io.onesend.chat.simulation;

import io.onesend.chat.cluster.PortFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Brings trouble of one kind over a cluster, now and then. */
final class Troublemaker {

    private static final int ONE_IN = 25;
    private static final int MOST_EVENTS_KEPT = 20;

    private final Random random;
    private final SimulatedCluster cluster;
    private final Trouble trouble;

    /**
     * Each is wiped once. The first message that is ever published follows on nothing, in every life of a Redis: one that is still
     * on its way when Redis is wiped a second time is taken for the first of the new life.
     */
    private final Set<SimulatedPrimary> wiped = new HashSet<>();

    Troublemaker(Random random, SimulatedCluster cluster, Trouble trouble) {
        this.random = random;
        this.cluster = cluster;
        this.trouble = trouble;
    }

    void mayAct() {
        if (trouble == Trouble.NONE || random.nextInt(ONE_IN) > 0) {
            return;
        }
        Trouble kind = trouble == Trouble.ALL ? any(List.of(Trouble.values())) : trouble;
        switch (kind) {
            case LINKS -> overLinks();
            case HOSTS -> overHosts();
            case FAILOVER -> overHistory();
            case WIPE -> overEverything();
            case NONE, ALL -> overLinks();
        }
    }

    private void overLinks() {
        SimulatedPrimary primary = any(cluster.primaries);
        switch (random.nextInt(8)) {
            case 0 -> primary.fail(PortFailure.HELD, millis(300));
            case 1 -> primary.fail(PortFailure.REFUSED, millis(300));
            case 2 -> primary.goAway(millis(1500));
            default -> overOneLink();
        }
    }

    private void overOneLink() {
        List<SimulatedLink> links = any(cluster.hosts).port.links();
        if (links.isEmpty()) {
            return;
        }
        SimulatedLink link = any(links);
        switch (random.nextInt(4)) {
            case 0 -> link.breakOff("cut");
            case 1 -> link.stall(millis(800));
            case 2 -> link.becomeDeaf();
            default -> link.cutOff(millis(800));
        }
    }

    private void overHosts() {
        SimulatedHost host = any(cluster.hosts);
        switch (random.nextInt(5)) {
            case 0 -> cluster.replace(host);
            case 1 -> cluster.drain(host);
            case 2 ->
                host.pause(millis(3 * (int) SimulatedCluster.LEASE.toMillis()).toNanos());
            case 3 ->
                host.pause(millis((int) SimulatedCluster.LEASE.toMillis() / 2).toNanos());
            default -> overOneLink();
        }
    }

    private void overHistory() {
        if (random.nextInt(3) == 0) {
            overOneLink();
        } else {
            any(cluster.primaries).failOver(millis((int) SimulatedPrimary.LAG.toMillis()), millis(500));
        }
    }

    private void overEverything() {
        SimulatedPrimary primary = any(cluster.primaries);
        switch (random.nextInt(4)) {
            case 0 -> {
                if (wiped.add(primary)) {
                    primary.model.wipe();
                }
            }
            case 1 -> primary.model.trim(random.nextInt(MOST_EVENTS_KEPT));
            default -> overOneLink();
        }
    }

    private Duration millis(int most) {
        return Duration.ofMillis(1 + random.nextInt(most));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
