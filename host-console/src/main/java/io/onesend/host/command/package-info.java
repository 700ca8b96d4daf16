/**
 * The command line, one class a command. A command runs on the main thread and returns the exit status; it gets the process's
 * streams, environment and folder from its {@link io.onesend.host.command.CommandContext}, so that a test can supply others.
 */
@NullMarked
package io.onesend.host.command;

import org.jspecify.annotations.NullMarked;
