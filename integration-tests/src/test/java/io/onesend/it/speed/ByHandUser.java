package io.onesend.it.speed;

import java.nio.charset.StandardCharsets;

/**
 * The user of a connection to the hand-written server.
 *
 * @param field the user id as it was received, a {@code char[33]} ready for every notify
 */
record ByHandUser(long uniqueId, byte[] field) {

    String name() {
        int end = 0;
        while (end < field.length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }
}
