/**
 * The command line, one class a command. A command runs on the main thread and returns the exit status; it takes what is of
 * the process (streams, environment, folder) from its {@link io.onesend.host.command.CommandContext}, so that a test can
 * give it others.
 */
@NullMarked
package io.onesend.host.command;

import org.jspecify.annotations.NullMarked;
