/**
 * Who is kept out: addresses, which are refused when they connect, and users, who are refused at their login. {@link
 * io.onesend.chat.ban.Bans} keeps the bans in memory and, by a {@link io.onesend.chat.ban.BanStore}, with the accounts, so that all
 * hosts with the same accounts have them. Any thread; knows nothing of sessions or users.
 */
@NullMarked
package io.onesend.chat.ban;

import org.jspecify.annotations.NullMarked;
