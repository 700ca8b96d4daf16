package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what happens to packets when there is no room: the policies and the kinds of delivery. */
class SendPacketStoreTest {

    private final SendBudget budget = new SendBudget(1 << 20);
    private final SendAccount account =
            new SendAccount(budget, new SendLimits(10, 5, 2, 10), () -> {}, new SendLaneCounters());
    private final SendBatch batch = new SendBatch(PacketBuffers.ALLOCATOR, true);
    private final SendVerdicts verdicts = new SendVerdicts();
    private final SendPacketStore store = new SendPacketStore(account, batch, verdicts, false);
    private final SendPacketStore dropsOldest = new SendPacketStore(account, batch, verdicts, true);
    private final List<EncodedPacket> made = new ArrayList<>();

    private Offer offer(SendPacketStore to, Delivery delivery, int... bytes) {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        try (EncodedPacket packet = EncodedPacket.copyOf(frame, delivery)) {
            made.add(packet);
            return to.offer(packet);
        }
    }

    private byte[] take(SendPacketStore from) {
        ByteBuf taken = from.take();
        if (taken == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[taken.readableBytes()];
        taken.readBytes(bytes);
        taken.release();
        from.written();
        return bytes;
    }

    @AfterEach
    void everyPacketIsReleasedOnce() {
        assertThat(store.discard()).isTrue();
        assertThat(dropsOldest.discard()).isTrue();
        batch.close();
        assertThat(account.queued()).isZero();
        assertThat(budget.used()).isZero();
        assertThat(made)
                .allSatisfy(
                        packet -> assertThat(PacketBuffers.references(packet)).isZero());
    }

    @Test
    void refusesTheNewestUnlessToldOtherwise() {
        offer(store, Delivery.NORMAL, 1, 1, 1, 1);
        offer(store, Delivery.NORMAL, 2, 2, 2, 2);

        assertThat(offer(store, Delivery.NORMAL, 3, 3, 3, 3)).isEqualTo(Offer.SESSION_FULL);
        assertThat(take(store)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    }

    @Test
    void dropsAsManyOfTheOldestAsItTakes() {
        offer(dropsOldest, Delivery.NORMAL, 1, 1, 1, 1);
        offer(dropsOldest, Delivery.NORMAL, 2, 2, 2, 2);

        assertThat(offer(dropsOldest, Delivery.NORMAL, 3, 3, 3, 3, 3, 3, 3)).isEqualTo(Offer.ACCEPTED);
        assertThat(take(dropsOldest)).containsExactly(3, 3, 3, 3, 3, 3, 3);
        assertThat(verdicts.droppedOldestCount()).isEqualTo(2);
    }

    @Test
    void passesOverWhatMustBeDeliveredAndKeepsTheOrder() {
        offer(dropsOldest, Delivery.MUST_DELIVER, 1, 1, 1, 1);
        offer(dropsOldest, Delivery.NORMAL, 2, 2, 2, 2);
        offer(dropsOldest, Delivery.NORMAL, 3, 3);

        assertThat(offer(dropsOldest, Delivery.NORMAL, 4, 4, 4, 4)).isEqualTo(Offer.ACCEPTED);
        assertThat(dropsOldest.isEmpty()).isFalse();
        assertThat(take(dropsOldest)).containsExactly(1, 1, 1, 1, 3, 3, 4, 4, 4, 4);
        assertThat(dropsOldest.isEmpty()).isTrue();
    }

    @Test
    void refusesWhatHasNoRoomEvenWhenAllThatMayBeDroppedIs() {
        offer(dropsOldest, Delivery.MUST_DELIVER, 1, 1, 1, 1, 1, 1);
        offer(dropsOldest, Delivery.NORMAL, 2, 2);

        assertThat(offer(dropsOldest, Delivery.NORMAL, 3, 3, 3, 3, 3)).isEqualTo(Offer.SESSION_FULL);
        assertThat(take(dropsOldest)).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void putsTheNewestOfAKeyInPlaceOfTheOlder() {
        offer(store, Delivery.latest("position"), 1, 1);
        offer(store, Delivery.NORMAL, 2);
        offer(store, Delivery.latest("position"), 3, 3, 3);
        offer(store, Delivery.latest("other"), 4);

        assertThat(account.queued()).isEqualTo(5);
        assertThat(take(store)).containsExactly(3, 3, 3, 2, 4);
        assertThat(verdicts.replacedCount()).isEqualTo(1);
    }

    @Test
    void startsAnewWithAKeyWhosePacketHasGone() {
        offer(store, Delivery.latest("position"), 1);
        assertThat(take(store)).containsExactly(1);
        offer(store, Delivery.latest("position"), 2);

        assertThat(take(store)).containsExactly(2);
        assertThat(verdicts.replacedCount()).isZero();
    }

    @Test
    void replacesEvenWhenThereIsNoRoomForASecondPacket() {
        offer(store, Delivery.latest("position"), 1, 1, 1, 1, 1, 1);

        assertThat(offer(store, Delivery.latest("position"), 2, 2, 2, 2, 2, 2, 2, 2, 2, 2))
                .isEqualTo(Offer.ACCEPTED);
        assertThat(offer(store, Delivery.latest("position"), 3)).isEqualTo(Offer.ACCEPTED);
        assertThat(take(store)).containsExactly(3);
    }

    @Test
    void boundsTheNumberOfPacketsToo() {
        SendAccount wide = new SendAccount(
                budget, new SendLimits(1 << 17, 1 << 16, 1 << 15, 1 << 17), () -> {}, new SendLaneCounters());
        SendPacketStore many = new SendPacketStore(wide, batch, verdicts, false);
        int accepted = 0;
        while (offer(many, Delivery.NORMAL, 1) == Offer.ACCEPTED) {
            accepted++;
        }

        assertThat(accepted).isEqualTo(SendPacketStore.maxPackets(1 << 17)).isEqualTo(2048);
        assertThat(many.discard()).isTrue();
    }
}
