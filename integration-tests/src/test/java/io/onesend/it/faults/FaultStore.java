package io.onesend.it.faults;

import io.onesend.chat.checker.RoomStream;
import java.util.List;

/** The Redis under the hosts, as the load and the checker need it, whatever its topology. */
interface FaultStore extends AutoCloseable {

    /** Adds accounts in the course's form: the id is the key, the password the value. */
    void addAccounts(List<String> userIds, String password);

    /** The whole streams of these rooms; a room that nobody has been in has an empty one. */
    List<RoomStream> streams(List<Integer> rooms);

    @Override
    void close();
}
