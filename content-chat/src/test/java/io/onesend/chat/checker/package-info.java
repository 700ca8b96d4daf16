/**
 * Checks what clients of a cluster heard against what Redis has stored. Other modules' tests use it from this module's test jar:
 * fill a {@link io.onesend.chat.checker.ClientLog} for each client, read a {@link io.onesend.chat.checker.RoomStream} for each
 * room, and give both to a {@link io.onesend.chat.checker.ClusterChecker}.
 */
@NullMarked
package io.onesend.chat.checker;

import org.jspecify.annotations.NullMarked;
