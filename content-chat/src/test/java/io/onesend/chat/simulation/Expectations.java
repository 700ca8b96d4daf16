package io.onesend.chat.simulation;

import io.onesend.chat.packet.ResultCode;

/** What clients may expect of the chat, and whom they tell what they were answered. */
interface Expectations {

    boolean exists(int room);

    /** Whether logins, enters and chats may be refused because Redis cannot be reached. */
    boolean mayBeUnavailable();

    /** Whether Redis may have lost something, so that what was true is so no more. */
    boolean mayForget();

    /** Whether a host may be unable to tell in time what Redis may have lost. */
    boolean mayBeUncertain();

    /** A client was told that it is logged in. */
    void loggedIn(SimulatedClient client);

    /** A client was told whether its session goes on. */
    void resumed(ResultCode result);

    /** A client was told that its message is accepted. */
    void accepted(int room, String text);
}
