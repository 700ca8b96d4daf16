package io.onesend.it.faults;

/** Keeps a user connected: what it does when a connection ends is its own business. On the loop of the load's clients only. */
interface UserConnection {

    void start();

    /** Ends it for good. */
    void end();
}
