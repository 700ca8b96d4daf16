package io.onesend.network.netty;

class SendQueueRingStoreRaceTest extends SendQueueRaceContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new SendRingStore(itsAccount);
    }
}
