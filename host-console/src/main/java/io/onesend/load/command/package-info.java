/**
 * The commands of the load tool: {@code load} with a class for each scenario, and {@code user seed}. A command makes a plan of its
 * options, on the main thread; {@link io.onesend.load.command.LoadStart} runs it. Options that several commands have are classes
 * of their own, {@code Load…Options}.
 */
@NullMarked
package io.onesend.load.command;

import org.jspecify.annotations.NullMarked;
