/**
 * What an operator sees of sessions, users and rooms, and does to them, as rows of the table in {@code ops}: {@link
 * io.onesend.host.moderation.Moderation}. Sessions are the network's, users and rooms the chat's: {@link io.onesend.host.moderation.Served}
 * has both.
 */
@NullMarked
package io.onesend.host.moderation;

import org.jspecify.annotations.NullMarked;
