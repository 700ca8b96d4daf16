/**
 * What a chat server counts: {@link io.onesend.chat.statistics.ChatCounters} on the logic thread, and
 * {@link io.onesend.chat.statistics.ChatStatistics} for any thread that reads them.
 */
@NullMarked
package io.onesend.chat.statistics;

import org.jspecify.annotations.NullMarked;
