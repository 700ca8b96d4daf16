package io.onesend.network.packet;

/** A packet class that looks upwards, for the test that shows that the rules of the layers can fail. */
public final class WrongPacket {

    private WrongPacket() {}

    public static void lookUp() {
        io.onesend.network.WrongApi.greet();
    }
}
