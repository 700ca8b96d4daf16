package io.onesend.load;

/** What the server must not call, for the test that shows that the rules of the layers can fail. */
public final class WrongLoad {

    private WrongLoad() {}

    public static void greet() {}
}
