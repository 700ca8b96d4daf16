/**
 * The running server. Read {@link io.onesend.host.server.Host} first: one thread, the main one, starts the parts in order and stops
 * them in reverse; each part lives on threads of its own.
 *
 * <h2>The start and the end</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.host.server.Host} starts the parts: {@link io.onesend.host.server.AdminStart}, {@link
 *       io.onesend.host.server.AccountConnector}, {@link io.onesend.host.server.ClusterStart}, {@link
 *       io.onesend.host.server.TracingStart}. {@link io.onesend.host.server.OnDemand} is a part that may never be needed. {@link
 *       io.onesend.host.server.DoorLog} says who is let in.
 *   <li>{@link io.onesend.host.server.StartedParts} stops them in reverse. Before that, a drain empties the server through {@link
 *       io.onesend.host.server.ServingTarget}.
 *   <li>{@link io.onesend.host.server.LogicWatch} notices a logic thread that stands still.
 *   <li>{@link io.onesend.host.server.LiveParts} are the parts that take new settings from a reload.
 * </ol>
 *
 * <h2>What is asked of it</h2>
 *
 * <ul>
 *   <li>{@link io.onesend.host.server.HostState} has what the admin pages and the console ask, on their threads. It answers with a
 *       {@link io.onesend.host.server.HostStatus}, of which {@link io.onesend.host.server.OpenDoors} and the {@link
 *       io.onesend.host.server.Limit}s of {@link io.onesend.host.server.Limits} are parts. {@link
 *       io.onesend.host.server.LoginCheck} finds out whether logins are served.
 *   <li>{@link io.onesend.host.server.ClusterPart} is the host as one of a cluster; {@link io.onesend.host.server.ClusterQuestions}
 *       answers about it.
 *   <li>{@link io.onesend.host.server.AdminPages} has the pages. {@link io.onesend.host.server.HostTable} puts the operations of
 *       all parts together, among them {@link io.onesend.host.server.HostOperations}, {@link
 *       io.onesend.host.server.ConfigOperation} and {@link io.onesend.host.server.CertificateOperation}.
 * </ul>
 */
@NullMarked
package io.onesend.host.server;

import org.jspecify.annotations.NullMarked;
