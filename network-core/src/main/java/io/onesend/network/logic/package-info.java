/**
 * The thread that application code runs on. Work comes in from any thread through a queue; nothing here knows of sockets.
 */
@NullMarked
package io.onesend.network.logic;

import org.jspecify.annotations.NullMarked;
