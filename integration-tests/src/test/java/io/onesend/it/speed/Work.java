package io.onesend.it.speed;

import io.onesend.it.harness.TestRedis;
import io.onesend.load.LoadScheme;
import java.util.List;

/**
 * The work that a server is given.
 *
 * @param senders members of each room who speak
 * @param window messages that each sender has under way
 */
public record Work(int rooms, int members, int senders, int window) {

    /** Of each room, unless the work says otherwise. */
    private static final int SENDERS = 4;

    /**
     * {@code 25x40}: rooms times members, saturated; {@code 25x40x10}: with 10 of the members as senders; {@code one-at-a-time}: one
     * message is under way in a room of 40.
     */
    public static Work of(String name) {
        if (name.equals("one-at-a-time")) {
            return new Work(1, 40, 1, 1);
        }
        if (!name.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}(x[1-9][0-9]{0,4})?")) {
            throw new IllegalArgumentException("is not a work: '" + name
                    + "'; works are written 25x40 (rooms times members), 25x40x10 (10 of them send) or one-at-a-time");
        }
        String[] numbers = name.split("x", -1);
        int members = Integer.parseInt(numbers[1]);
        int senders = numbers.length > 2 ? Integer.parseInt(numbers[2]) : SENDERS;
        return new Work(Integer.parseInt(numbers[0]), members, Math.min(senders, members), 4);
    }

    public int users() {
        return rooms * members;
    }

    /** Puts the accounts of those who log in into Redis, as the load tool knows them; their ids begin with the prefix. */
    public void addUsers(TestRedis redis, String prefix) {
        for (int user = 0; user < users(); user++) {
            String id = LoadScheme.userId(prefix, user);
            redis.plaintext(id, LoadScheme.PLAINTEXT.secretOf(id, user));
        }
    }

    /** Whether the issue has a target for it: only for this work. */
    boolean hasTarget() {
        return rooms == 25 && members == 40;
    }

    /** The options of the load tool. */
    List<String> options() {
        return List.of(
                "--rooms", String.valueOf(rooms),
                "--members", String.valueOf(members),
                "--senders", String.valueOf(senders),
                "--window", String.valueOf(window),
                "--size", "64");
    }

    @Override
    public String toString() {
        return rooms + (rooms == 1 ? " room of " : " rooms of ") + members + ", 64-byte text, " + senders
                + (senders == 1 ? " sender" : " senders") + " a room with " + window
                + (window == 1 ? " message" : " messages") + " under way each";
    }
}
