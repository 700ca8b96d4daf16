package io.onesend.network.netty;

class SendQueuePacketStoreTest extends SendQueueContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new SendPacketStore(itsAccount, itsLane.batch(), new SendVerdicts(), false);
    }
}
