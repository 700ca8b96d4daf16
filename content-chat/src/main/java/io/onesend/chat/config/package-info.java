/**
 * What a chat server can be told: {@link io.onesend.chat.config.ChatConfig}. Immutable, for any thread; uses nothing else of the
 * chat, so that every other package may use it.
 */
@NullMarked
package io.onesend.chat.config;

import org.jspecify.annotations.NullMarked;
