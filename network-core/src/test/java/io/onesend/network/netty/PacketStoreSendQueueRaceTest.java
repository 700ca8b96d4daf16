package io.onesend.network.netty;

class PacketStoreSendQueueRaceTest extends SendQueueRaceContract {

    @Override
    SendStore newStore(SendLane itsLane, SendAccount itsAccount) {
        return new PacketStore(itsAccount, itsLane.batch(), new SendVerdicts(), false);
    }
}
