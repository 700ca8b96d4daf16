package io.onesend.network.netty;

class RingStoreSendQueueTest extends SendQueueContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new RingStore(itsAccount);
    }
}
