package io.onesend.network.netty;

class SendQueueRingStoreTest extends SendQueueContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new SendRingStore(itsAccount);
    }
}
