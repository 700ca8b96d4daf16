package io.onesend.network;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.LogicThread;
import java.util.List;

/** An API that shows Netty's types, for the test that shows that the rules of the layers can fail. */
public final class WrongApi {

    private WrongApi() {}

    public static List<ByteBuf> buffers() {
        return List.of();
    }

    /** Makes a circle of two packages. */
    public static void lookDown() {
        io.onesend.network.packet.WrongPacket.lookUp();
    }

    @LogicThread
    public static void greet() {}
}
