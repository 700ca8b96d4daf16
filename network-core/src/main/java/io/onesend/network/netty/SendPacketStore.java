package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.atomic.unpadded.MpscChunkedAtomicUnpaddedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The store {@code queue}: packets in order, each shared with its other receivers. Every accepted packet is released exactly
 * once: when its batch was copied, when a newer one took its place, when it was dropped, or when the store is discarded.
 *
 * <p>With the policy drop-oldest a sender takes packets out too. It and the I/O thread exclude each other by {@code taking}, and
 * rarely wait for it: the I/O thread lines up again, and the sender drops its own packet, unless that must be delivered. Then the
 * sender waits until the I/O thread has filled its batch, because otherwise it would have to close a session that has packets to
 * drop.
 */
class SendPacketStore implements SendStore, SendBatch.Source {

    /**
     * The size of a queue chunk. Every session has one, and gets more only when it falls behind. Half the size would save an idle
     * session 32 bytes, twice the size would cost it 64.
     */
    private static final int CHUNK = 16;

    /** Limits small packets by number too: a queue slot and a buffer cost memory that their bytes do not count. */
    private static final int BYTES_PER_PACKET_AT_LEAST = 64;

    private static final int MIN_PACKETS = 1024;

    private final SendAccount account;
    private final SendBatch batch;
    private final SendVerdicts verdicts;

    /** Packets, and {@link SendLatestSlot}s for packets that a newer one may replace. */
    private final MpscChunkedAtomicUnpaddedArrayQueue<Object> packets;

    private final @Nullable AtomicBoolean taking;
    private volatile @Nullable Map<Object, SendLatestSlot> latest;

    // Guarded by taking: packets passed over because they must not be dropped; older than all in the queue.
    private @Nullable ArrayDeque<EncodedPacket> passedOver;

    // I/O thread.
    private int takenPackets;
    private int takenBytes;

    SendPacketStore(SendAccount account, SendBatch batch, SendVerdicts verdicts, boolean dropsOldest) {
        this.account = account;
        this.batch = batch;
        this.verdicts = verdicts;
        this.taking = dropsOldest ? new AtomicBoolean() : null;
        this.packets = new MpscChunkedAtomicUnpaddedArrayQueue<>(
                CHUNK, maxPackets(account.limits().most()));
    }

    static int maxPackets(long maxBytes) {
        long most = Math.max(MIN_PACKETS, maxBytes / BYTES_PER_PACKET_AT_LEAST);
        return (int) Math.min(1 << 24, most);
    }

    @Override
    @AnyThread
    public Offer offer(EncodedPacket packet) {
        Offer room = offerWithoutDropping(packet);
        return room == Offer.ACCEPTED || taking == null
                ? room
                : putInPlaceOfOlder(packet, packet.delivery().key());
    }

    @Override
    @AnyThread
    public Offer offerWithoutDropping(EncodedPacket packet) {
        Object key = packet.delivery().key();
        return key != null && replaceWaiting(key, packet) ? Offer.ACCEPTED : put(packet, key);
    }

    private Offer put(EncodedPacket packet, @Nullable Object key) {
        int bytes = packet.length();
        Offer room = account.reserve(bytes);
        if (room != Offer.ACCEPTED) {
            return room;
        }
        PacketBuffers.retain(packet, 1);
        SendLatestSlot slot = key == null ? null : new SendLatestSlot(key, packet);
        if (!enqueue(slot == null ? packet : slot)) {
            packet.close();
            account.giveBack(bytes);
            return Offer.SESSION_FULL;
        }
        if (slot != null) {
            remember(slot);
        }
        return Offer.ACCEPTED;
    }

    /** Puts an item at the end of the queue; false if there is no space. */
    @AnyThread
    boolean enqueue(Object item) {
        return packets.offer(item);
    }

    @Override
    @AnyThread
    public Offer offerPrepared(EncodedPacket packet) {
        if (!account.reserveOwn(packet.length())) {
            return Offer.SESSION_FULL;
        }
        if (!enqueue(packet)) {
            account.giveBackOwn(packet.length());
            return Offer.SESSION_FULL;
        }
        return Offer.ACCEPTED;
    }

    /** Headers of a framing do not count here. */
    @Override
    @AnyThread
    public long longestPacket() {
        return account.limits().longest();
    }

    // ---- the newest of a key

    private boolean replaceWaiting(Object key, EncodedPacket packet) {
        Map<Object, SendLatestSlot> slots = latest;
        SendLatestSlot slot = slots == null ? null : slots.get(key);
        if (slot == null || !slot.replace(packet, account)) {
            return false;
        }
        verdicts.replaced();
        return true;
    }

    /** Called only once the slot is in the queue: a packet put into a refused slot would be lost. */
    private void remember(SendLatestSlot slot) {
        Map<Object, SendLatestSlot> slots = slots();
        slots.put(slot.key(), slot);
        if (slot.isTaken()) {
            slots.remove(slot.key(), slot);
        }
    }

    private Map<Object, SendLatestSlot> slots() {
        Map<Object, SendLatestSlot> slots = latest;
        if (slots == null) {
            synchronized (this) {
                slots = latest;
                if (slots == null) {
                    slots = new ConcurrentHashMap<>(4);
                    latest = slots;
                }
            }
        }
        return slots;
    }

    // ---- drop-oldest

    private Offer putInPlaceOfOlder(EncodedPacket packet, @Nullable Object key) {
        while (!startTaking()) {
            if (!packet.delivery().isMustDeliver()) {
                return Offer.SESSION_FULL;
            }
            Thread.onSpinWait();
        }
        Offer room;
        try {
            do {
                room = put(packet, key);
            } while (room != Offer.ACCEPTED && dropOldest());
        } finally {
            stopTaking();
        }
        return room;
    }

    private boolean dropOldest() {
        Object item;
        while ((item = packets.poll()) != null) {
            EncodedPacket oldest = takeOut(item);
            if (oldest == null) {
                continue;
            }
            if (!oldest.delivery().isMustDeliver()) {
                account.giveBack(oldest.length());
                oldest.close();
                verdicts.droppedOldest();
                return true;
            }
            if (passedOver == null) {
                passedOver = new ArrayDeque<>();
            }
            passedOver.add(oldest);
        }
        return false;
    }

    private boolean startTaking() {
        return taking == null || taking.compareAndSet(false, true);
    }

    private void stopTaking() {
        if (taking != null) {
            taking.set(false);
        }
    }

    // ---- the I/O thread takes

    @Override
    @IoThread
    public @Nullable ByteBuf take() {
        if (!startTaking()) {
            return null;
        }
        batch.fill(this);
        stopTaking();
        if (batch.isEmpty()) {
            return null;
        }
        takenPackets = batch.packets();
        takenBytes = batch.bytes();
        try {
            return batch.take();
        } catch (Throwable failed) {
            written();
            throw failed;
        }
    }

    /** The next packet for a batch, with its reference. */
    @Override
    @IoThread
    public @Nullable EncodedPacket next() {
        EncodedPacket kept = passedOver == null ? null : passedOver.poll();
        if (kept != null) {
            return kept;
        }
        Object item = packets.poll();
        return item == null ? null : takeOut(item);
    }

    /** The packet of an item of the queue, with its reference; null if a newer item has it. */
    @Nullable
    EncodedPacket takeOut(Object item) {
        if (item instanceof EncodedPacket packet) {
            return packet;
        }
        SendLatestSlot slot = (SendLatestSlot) item;
        EncodedPacket packet = slot.take();
        Map<Object, SendLatestSlot> slots = latest;
        if (slots != null) {
            slots.remove(slot.key(), slot);
        }
        return packet;
    }

    @Override
    public @Nullable ByteBuf takeWrapped() {
        return null;
    }

    @Override
    @IoThread
    public int takenPackets() {
        return takenPackets;
    }

    @Override
    @IoThread
    public int takenBytes() {
        return takenBytes;
    }

    @Override
    @IoThread
    public void written() {
        account.giveBack(takenBytes);
        takenPackets = 0;
        takenBytes = 0;
    }

    @Override
    @IoThread
    public boolean isEmpty() {
        // A sender that is dropping may hold the last packets; it lines up when it is done.
        return packets.isEmpty() && (taking == null || (!taking.get() && (passedOver == null || passedOver.isEmpty())));
    }

    @Override
    @IoThread
    public boolean discard() {
        if (!startTaking()) {
            return false;
        }
        EncodedPacket packet;
        while ((packet = next()) != null) {
            account.giveBack(packet.length());
            packet.close();
        }
        stopTaking();
        return true;
    }
}
