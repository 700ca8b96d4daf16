package io.onesend.host;

/**
 * What a lower layer must not call, and a server that calls the load tool, for the test that shows that the rules of the layers
 * can fail.
 */
public final class WrongHost {

    private WrongHost() {}

    public static void greet() {
        io.onesend.network.WrongApi.greet();
        io.onesend.load.WrongLoad.greet();
    }
}
