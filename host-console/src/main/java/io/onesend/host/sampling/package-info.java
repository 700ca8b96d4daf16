/**
 * The server's numbers of the last fifteen minutes, one {@code Sample} a second, so that a screen is full when it is opened.
 *
 * <p>{@code Sampler} takes them on a thread of its own, from {@code ServerTotals}, {@code ProcessUse} and {@code LogicWait}, and adds
 * them to the {@code SampleRing}. {@code TopOperation} shows them. Nothing here touches a message's road: what is read is counted
 * already, and the logic thread gets one task a second.
 */
@NullMarked
package io.onesend.host.sampling;

import org.jspecify.annotations.NullMarked;
