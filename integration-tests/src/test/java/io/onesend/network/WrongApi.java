package io.onesend.network;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** An API that shows Netty's types, for the test that shows that the rules of the layers can fail. */
public final class WrongApi {

    private WrongApi() {}

    public static List<ByteBuf> buffers() {
        return List.of();
    }

    public static void greet() {}
}
