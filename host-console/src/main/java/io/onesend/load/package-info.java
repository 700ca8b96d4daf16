/**
 * Runs of many dummy clients: the scenarios of the {@code load} command, how they account for every message, and what people
 * and scripts are shown of it. Clients run on a logic loop of their own; the code that watches them reads from another thread.
 */
@NullMarked
package io.onesend.load;

import org.jspecify.annotations.NullMarked;
