package io.onesend.chat.simulation;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.PortListener;
import io.onesend.chat.cluster.PortReply;
import io.onesend.chat.cluster.RedisPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The port of one host, with a link to each primary. Partitions are dealt to the primaries in turn. */
final class SimulatedPort implements RedisPort {

    private final List<SimulatedPrimary> primaries;
    private final int partitions;
    private final SimulatedTime time;
    private final Random random;
    private final Executor loop;
    private final List<SimulatedLink> links = new ArrayList<>();

    SimulatedPort(List<SimulatedPrimary> primaries, int partitions, SimulatedTime time, Random random, Executor loop) {
        this.primaries = primaries;
        this.partitions = partitions;
        this.time = time;
        this.random = random;
        this.loop = loop;
    }

    List<SimulatedLink> links() {
        return links;
    }

    private SimulatedLink linkOf(int partition) {
        return links.get(partition % links.size());
    }

    @Override
    public void start(PortListener listener) {
        for (int i = 0; i < primaries.size(); i++) {
            List<Integer> own = new ArrayList<>();
            for (int partition = i; partition < partitions; partition += primaries.size()) {
                own.add(partition);
            }
            links.add(new SimulatedLink(primaries.get(i), own, time, random, loop, listener));
        }
    }

    @Override
    public void call(int partition, FunctionCall call, PortReply reply) {
        linkOf(partition).call(call, partition, reply);
    }

    @Override
    public void call(FunctionCall call, PortReply reply) {
        links.get(Math.floorMod(call.keys().get(0).hashCode(), links.size())).call(call, reply);
    }

    @Override
    public void flush() {
        links.forEach(SimulatedLink::flush);
    }

    @Override
    public void barrier(int partition, Consumer<BarrierResult> result) {
        linkOf(partition).barrier(result);
    }

    @Override
    public void subscribe(int partition, int channel) {
        linkOf(partition).subscribe(partition, channel);
    }

    @Override
    public void unsubscribe(int partition, int channel) {
        linkOf(partition).unsubscribe(partition, channel);
    }

    @Override
    public void reconnect(int partition) {
        linkOf(partition).breakOff("the host wants to connect anew");
    }

    @Override
    public void listen(String channel) {
        links.get(0).listen(channel);
    }

    @Override
    public void publish(String channel, byte[] message, PortReply reply) {
        links.get(0).publish(channel, message, reply);
    }

    @Override
    public int linksUp() {
        return (int) links.stream().filter(SimulatedLink::isUp).count();
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void close() {
        links.forEach(SimulatedLink::close);
    }
}
