package io.onesend.chat.simulation;

/** What clients may expect of the chat, and whom they tell what they were answered. */
interface Expectations {

    boolean exists(int room);

    /** Whether logins, enters and chats may be refused because Redis cannot be reached. */
    boolean inCluster();

    /** A client was told that it is logged in. */
    void loggedIn(SimulatedClient client);

    /** A client was told that its message is accepted. */
    void accepted(int room, String text);
}
