/**
 * The network code on Netty: transports, accepting and connecting, sessions, sending. Only this package and the one below it,
 * {@link io.onesend.network.netty.door}, import Netty's channels.
 *
 * <p>All code of a session that touches its channel runs on the channel's I/O thread. The logic thread and others reach it by two
 * ways only: the send queue, and tasks of the event loop. The threads are listed in {@link io.onesend.network.logic}.
 *
 * <h2>How a byte comes in</h2>
 *
 * <ol>
 *   <li>On the sender's I/O thread Netty reads the socket into a buffer and calls {@link SessionHandler}, the only handler of the
 *       channel, which passes the buffer to its {@link InboundReader}.
 *   <li>{@link InboundFrames} keeps what is not a whole frame, a long one in {@link InboundParts}, and {@link InboundFrameCutter} finds where a frame ends: by a length in
 *       its header ({@link InboundLengthCutter}), by a delimiter ({@link InboundDelimiterCutter}), by a rule ({@link InboundRuleCutter}),
 *       or it takes what there is ({@link InboundRawCutter}). With a limit
 *       on packets per second, {@link InboundTokenBucket} is asked. The decoder of the {@link SessionContext} makes a packet, of
 *       heap values only, and {@link InboundQueue#append} takes it. At one of the queue's high marks the reader stops reading.
 *   <li>The frames of a WebSocket are cut by {@link WebSocketFrameCutter}, and {@link WebSocketInbound} makes packets of their messages,
 *       with {@link WebSocketUtf8} for texts. It answers a ping by {@link WebSocketControl}, and a {@link WebSocketFault} ends the session
 *       with one of the {@link CloseCodes}.
 *   <li>The {@link InboundAccount} counts the memory of the begun frame, and the queue's {@link InboundTally} the packets and
 *       their bytes, both in one long: an {@link InboundCount}. The bytes also count for the {@link InboundBudget} of the server. When that is full, a session
 *       that would add more is not read until it is told to look again.
 *   <li>At the end of the read the handler puts the session into the queue of its logic loop, once: {@link InboundQueue#schedule}.
 *       At the end of the event loop's pass {@link SendLane#wakeLogicAfterIteration} wakes the logic loop, once for all sessions.
 *   <li>On the logic thread {@link InboundQueue#run} calls the listener: {@code onConnect} first, then {@code onReceive} for at most
 *       64 packets, then the next session has its turn. At the low marks it tells the reader to {@link InboundReader#resume}.
 *       If frames are cut one at a time, the {@link InboundTurn} passes between the two threads, perhaps with an {@link InboundChange}
 *       of how the next is cut.
 * </ol>
 *
 * <h2>How a byte goes out</h2>
 *
 * <ol>
 *   <li>On the logic thread, or any other, {@link NettySession#send} offers a packet to the session's {@link SendQueue}. {@code
 *       Session.sendToAll} offers one packet to many, 64 sessions at a time, by {@link SendFanOut}. The queue's {@link SendStore}
 *       accepts or refuses: {@link SendAccount} counts the bytes of the session, {@link SendBudget} those of the server, within
 *       the {@link SendLimits}. {@link
 *       SendPacketStore} keeps a reference to the packet, and the newest packet of a key in a {@link SendLatestSlot}; {@link
 *       SendRingStore} copies its bytes. {@link SendRefusals} decides what becomes of a refused one: it is counted by {@link SendVerdicts}, or closes the session.
 *   <li>A queue that was idle lines up in the {@link SendLane} of its event loop. At the end of the logic loop's pass the lane wakes
 *       its I/O thread, once for all queues in line. A send from a thread without a logic loop wakes it at once. {@link SendLines} has
 *       a line of its own for the receivers of a packet to a crowd.
 *   <li>On the receivers' I/O thread the lane gives each queue in line a turn, but only some of a crowd in one run: {@link
 *       SendQueue#drain} takes a batch from the store and passes it to the session's {@link SendWriter}. For a {@link
 *       SendPacketStore}, {@link SendBatch} copies the packets into one buffer; a session with the same packets as the one
 *       before it gets the same buffer, and a long packet that is alone is not copied. A session with a {@link Framing} has a
 *       {@link SendFramedBatch}, or a {@link SendFramedRingStore}, which writes each packet's header too; that of a client
 *       masks the packet by a {@link WebSocketMask}: {@link SendMaskedBatch}, {@link SendMaskedRingStore}. The batch of a
 *       {@link SendRingStore} is a part of its ring.
 *   <li>{@link UringSendWriter} makes the batch an operation of the ring: an {@link UringSend} of the loop's {@link UringSends}. All
 *       operations of a pass leave in one system call. Elsewhere, and for what the ring cannot send, {@link SendChannelWriter} writes
 *       and flushes the channel, with one {@link SendChannelPromise} for all writes of the session.
 *   <li>When the kernel has taken all bytes, the writer calls {@link SendQueue#written}. The queue gives the bytes back, counts them
 *       in the {@link SendLaneCounters}, and looks at its store again: idle, or in line once more. Until then it writes nothing else.
 *       Pings and pongs of a WebSocket go between two writes: {@link SendQueue#writeFirst}.
 *   <li>If the session was not writable and its bytes have fallen to the low mark, the {@link SendAccount} tells {@link
 *       InboundQueue#becameWritable}, and the logic thread calls {@code onWritable}. A {@link SessionRelay} that waits for the
 *       session goes on first: it passes another session's packets on and holds that session back meanwhile.
 * </ol>
 *
 * <h2>How a session ends</h2>
 *
 * <ol>
 *   <li>The first reason wins. {@link NettySession#close} lets {@link SessionOrderlyClose} send what was accepted, end our side and
 *       wait for the peer's. Our side ends by {@link SessionOutputEnd}, that of a WebSocket with a close frame: {@link
 *       WebSocketOutputEnd}. {@link NettySession#abort} closes the channel at once. A peer that ends its side has its packets
 *       handled first; a session that then goes on, or that ends its own side first, gets a {@link SessionHalfClose}. After a reset
 *       the handler closes the channel.
 *   <li>Once a second {@link SendLane#sweep} visits its sessions: {@link SessionTimeouts} knows idleness, and {@link SendWatch} a
 *       write that does not move. A {@link SessionDeadline} that ends before the next sweep gets a timer.
 *   <li>However it came about, Netty calls {@link SessionHandler#channelInactive}. The session leaves its lane, {@link
 *       SendQueue#close} releases what waits and abandons the write, {@link EndpointCounters} counts the end, and {@link
 *       SessionEnds} logs it, with numbers worded by {@link io.onesend.network.log.Counted}. Then the logic thread calls {@code onDisconnect}, once, and removes the
 *       session from the {@link SessionRegistry}.
 *   <li>A server or client that closes ends all its sessions by {@link SessionsClosing}, then its threads by {@link EventLoops#stop()}.
 *       On io_uring {@link UringBarrier} waits until the kernel has finished.
 * </ol>
 *
 * <h2>How a connection is accepted</h2>
 *
 * <ol>
 *   <li>{@link NettyServer} opens an {@link AcceptPort} for each endpoint, on the acceptor's thread. The port reopens its socket
 *       if an {@link AcceptProbe} shows that it accepts no more. {@link UnixSocketFile} makes the path of a Unix domain socket free.
 *   <li>{@link AcceptGate} sees each accepted connection. It pauses while as many are open as {@link AcceptedConnections} allows,
 *       whose limit comes from {@link FileDescriptors}; {@link UringAccepts} makes io_uring accept one connection at a time. {@link AcceptErrors} logs
 *       what fails, and {@link NativeErrors} words it.
 *   <li>On the connection's I/O thread {@link SessionInitializer} makes the {@link SessionHandler}, which makes the {@link
 *       NettySession} and its queues. They know the {@link SessionContext} of their endpoint, and by it the {@link SharedContext} of the
 *       server. When the channel is active, the {@link SessionFilter} asks whether its address is wanted, and the {@link SessionRegistry} admits the session to its {@link SessionList} or refuses it, by
 *       the {@link SessionPlaces} of the server and of the endpoint, which also count each {@link SessionAddressBlock}.
 *       While the server runs, {@link EndpointSettings} may change these limits and the {@link SessionTimes}, and lead the initializer
 *       to another context. {@link LogicBlocks} reports tasks that hold up a logic loop.
 *   <li>A port with several doors has {@link Arrivals}. There a connection is an {@link Arrival} at first, with an {@link
 *       ArrivalDeadline}. The registry counts its {@link SessionPlace} with the sessions. The handlers of {@link io.onesend.network.netty.door} in front of it find the door;
 *       then the session's handler takes its place. A lane sweeps both, as {@link Swept}.
 *   <li>{@link RefusalPackets} closes a refused connection. If the endpoint has a packet for it, or it is a WebSocket, a {@link
 *       RefusedConnection} sends that packet, or a close frame, first; {@link RefusedConnections} limits these.
 * </ol>
 *
 * <h2>How a client connects</h2>
 *
 * <p>{@link NettyClient} passes an attempt to its {@link ClientConnector}, which resolves the name by {@link ClientNameLookups} and
 * connects. {@link SessionInitializer} makes the same session as in a server, or a {@link ClientHandshake}, which makes it when the server
 * has agreed to the handshakes of {@link io.onesend.network.netty.door.ClientDoors}; with {@link NettyClient#connectBeside} it has the event loop
 * and the lane of a session that is there. {@link ClientReconnector} holds a connection to a
 * server that comes and goes.
 *
 * <h2>How a transport is chosen</h2>
 *
 * <p>{@link NettyVersions} checks Netty's jars. {@link TransportFactory} makes the Netty objects of each transport; for {@code auto},
 * {@link TransportProof} takes the first that passes a {@link TransportTrial}. {@link EventLoops} starts the I/O threads and gives
 * each its {@link SendLane}. {@link TransportKeepAlive} sets socket options, on Linux by {@link LinuxSocketOption}. On io_uring {@link UringIpv4Channels} makes the IPv4
 * sockets to listen with that Netty lacks, and {@link TransportHandler} wraps each channel in an {@link UringChannel}, which notices the
 * resets that Netty misses. On epoll it gives each an {@link EpollRegistration}, with which it can write after its peer's end.
 * {@link UnixSockets} makes each transport's Unix domain sockets, and {@link UnixHalfClose} corrects how two of them end. {@link
 * UnixDatagrams} sends to the socket of a service manager.
 *
 * <h2>How it is counted</h2>
 *
 * <p>Packets and bytes are counted by each event loop for itself, in the {@link SendLaneCounters} of the session's endpoint, which
 * its {@link EndpointCounters} hold. {@link SessionStatistics} adds up what is asked for.
 *
 * <p>What single sessions have counted is listed by the {@link SessionCensus} of each lane while somebody looks, with times told by a
 * {@link SessionMoment}, and its {@link SendSlowReceivers} remember whose writes took long. {@link SessionOverview} puts the lanes' lists
 * together.
 *
 * <p>An endpoint with a {@link io.onesend.network.PacketTracer} has single packets traced: {@link InboundTracing} stands in front of the
 * readers of its sessions and gives a chosen packet a {@link TraceInProgress}, and {@link SendTracedPacketStore} tells that when what the
 * packet's listener has sent is written.
 *
 * <h2>In what order to read</h2>
 *
 * <p>{@link SendQueue} first, the heart, then {@link SendLane}, {@link SessionHandler}, {@link InboundReader} and {@link InboundQueue}.
 * A prefix says what a class belongs to; what has none serves all. {@link NettyServer} and {@link NettyClient} put the parts together.
 */
@NullMarked
package io.onesend.network.netty;

import org.jspecify.annotations.NullMarked;
