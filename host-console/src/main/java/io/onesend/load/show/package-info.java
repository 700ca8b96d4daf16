/**
 * Shows a load run to people and scripts: a live line and a table in the terminal, JSON, the latencies as a log, and a
 * report as one HTML file. It reads a {@link io.onesend.load.LoadRun} once a second, on the thread of the command.
 */
@NullMarked
package io.onesend.load.show;

import org.jspecify.annotations.NullMarked;
