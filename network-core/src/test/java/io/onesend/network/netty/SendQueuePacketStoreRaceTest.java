package io.onesend.network.netty;

class SendQueuePacketStoreRaceTest extends SendQueueRaceContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new SendPacketStore(itsAccount, itsLane.batch(), new SendVerdicts(), false);
    }
}
