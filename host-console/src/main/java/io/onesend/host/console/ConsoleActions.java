package io.onesend.host.console;

import java.util.List;

/** What the console's commands do; called on the console's thread, which may wait. */
public interface ConsoleActions {

    /** One line about the server. */
    String status();

    /** A line for each host that shares the rooms. */
    List<String> hosts();

    /** One line that says where a user is logged in. */
    String whereis(String userId);

    void quit();
}
