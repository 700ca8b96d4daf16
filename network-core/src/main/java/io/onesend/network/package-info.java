/**
 * The public API: a server, a client, sessions and their listener, free of Netty types. Read {@link io.onesend.network.Session} and
 * {@link io.onesend.network.SessionListener} first.
 *
 * <p>Callbacks come on the session's {@link io.onesend.network.logic.LogicLoop}; sending and closing may be done from any thread.
 * This package may use the packet and logic packages; only {@link io.onesend.network.NetworkServer} and {@link
 * io.onesend.network.NetworkClient} reach into the netty package.
 *
 * <h2>Start and stop</h2>
 *
 * <ul>
 *   <li>{@link io.onesend.network.NetworkServer} listens, with a {@link io.onesend.network.NetworkConfig} that {@link
 *       io.onesend.network.NetworkConfigBuilder} makes, and a {@link io.onesend.network.Logic} that says where callbacks run.
 *       Several ports are {@link io.onesend.network.Endpoint}s, by {@link io.onesend.network.EndpointBuilder}. {@link
 *       io.onesend.network.Transport} is what carries the bytes.
 *   <li>{@link io.onesend.network.NetworkClient} connects. {@link io.onesend.network.KeptConnection} connects again, as its {@link
 *       io.onesend.network.Backoff} says.
 *   <li>What could not be started is a {@link io.onesend.network.NetworkException}; an address that cannot be listened on is a {@link
 *       io.onesend.network.BindFailedException}. {@link io.onesend.network.NotifySocket} tells the service manager.
 * </ul>
 *
 * <h2>A session</h2>
 *
 * <ul>
 *   <li>{@link io.onesend.network.Session} sends, closes and holds back; {@link io.onesend.network.SendResult} is what became of a
 *       send, {@link io.onesend.network.DisconnectReason} why it ended, {@link io.onesend.network.Entrance} how it came in. {@link
 *       io.onesend.network.Pipe} joins two.
 *   <li>{@link io.onesend.network.FrameFormat} cuts frames out of bytes. A {@link io.onesend.network.FrameRule} of one's own looks at
 *       {@link io.onesend.network.FrameBytes}, and a {@link io.onesend.network.BodyLength} reads the length of a body from its head.
 *   <li>{@link io.onesend.network.InboundRate} limits what a peer sends.
 * </ul>
 *
 * <h2>Who comes in</h2>
 *
 * <ul>
 *   <li>{@link io.onesend.network.Doors} are the ways into a port, each a {@link io.onesend.network.Door}: {@link
 *       io.onesend.network.TlsSettings} and {@link io.onesend.network.ServerCertificates}, {@link
 *       io.onesend.network.WebSocketSettings}, {@link io.onesend.network.WebPages} of {@link io.onesend.network.WebPage}s, {@link
 *       io.onesend.network.ProxySettings}.
 *   <li>An {@link io.onesend.network.AddressFilter} keeps addresses out, for instance by {@link io.onesend.network.CidrBlock}s.
 *   <li>{@link io.onesend.network.ClientSettings} are the same for a client: {@link io.onesend.network.ClientTls}, whose failure is
 *       a {@link io.onesend.network.CertificateRefusedException}, and {@link io.onesend.network.ClientWebSocket}.
 * </ul>
 *
 * <h2>What is seen from outside</h2>
 *
 * <ul>
 *   <li>{@link io.onesend.network.NetworkStatistics}, {@link io.onesend.network.EndpointStatistics} and {@link
 *       io.onesend.network.TlsStatistics} are numbers of all sessions.
 *   <li>A {@link io.onesend.network.SessionQuery}, in a {@link io.onesend.network.SessionOrder}, gives a {@link
 *       io.onesend.network.SessionPage} of {@link io.onesend.network.SessionInfo}s. {@link io.onesend.network.SlowReceiver}s were
 *       behind.
 *   <li>A {@link io.onesend.network.PacketTracer} gets {@link io.onesend.network.PacketTrace}s.
 * </ul>
 */
@NullMarked
package io.onesend.network;

import org.jspecify.annotations.NullMarked;
