package io.onesend.network.netty;

class PacketStoreSendQueueTest extends SendQueueContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new PacketStore(itsAccount, itsLane.batch(), new SendVerdicts(), false);
    }
}
