package io.onesend.network.netty;

import org.junit.jupiter.api.Nested;

class SendQueueFirstBytesTest {

    @Nested
    class WithPacketStore extends SendQueueFirstBytesContract {

        @Override
        SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
            return new SendPacketStore(itsAccount, itsLane.batch(), new SendVerdicts(), false);
        }
    }

    @Nested
    class WithRingStore extends SendQueueFirstBytesContract {

        @Override
        SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
            return new SendRingStore(itsAccount);
        }
    }
}
