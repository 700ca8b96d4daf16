package io.onesend.network.netty;

class RingStoreSendQueueRaceTest extends SendQueueRaceContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new RingStore(itsAccount);
    }
}
