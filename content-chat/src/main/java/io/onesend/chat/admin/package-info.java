/**
 * What an operator sees of the chat and does to it, from any thread: {@link io.onesend.chat.admin.ChatAdmin}. Each question is a task
 * of the logic loop, or several short ones.
 */
@NullMarked
package io.onesend.chat.admin;

import org.jspecify.annotations.NullMarked;
