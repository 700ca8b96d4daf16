/**
 * The {@code user} commands, which change accounts in Redis. Each runs on the main thread and gets the accounts from {@link
 * io.onesend.host.command.user.AccountAccess}, which starts the embedded Redis for it if no server runs.
 */
@NullMarked
package io.onesend.host.command.user;

import org.jspecify.annotations.NullMarked;
