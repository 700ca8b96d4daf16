/**
 * Who is connected: a {@link io.onesend.chat.user.ChatUser} for each session and a
 * {@link io.onesend.chat.user.UserDirectory} of those logged in. Logic thread only; knows the packets, not who handles them.
 */
@NullMarked
package io.onesend.chat.user;

import org.jspecify.annotations.NullMarked;
