/**
 * What a connection begins with, and where that leads: a port with several doors tells them apart by the first bytes. Only ports and
 * clients that have more than plain frames use this package. All of it runs on the connection's I/O thread.
 *
 * <p>It knows a connection as a {@link Doorway}, and nothing of sessions. {@link FrontDoors} is the table of a port: what {@link FirstBytes}
 * are looked for, and who opens which door. {@link FrontDoor} is the handler at the beginning: it keeps what does not decide yet, and then
 * hands over. {@link ProxyDoor} reads the header of a proxy, behind which another front door stands. {@link DoorReasons} names
 * why a connection is turned away.
 *
 * <p>{@link WebDoor} answers the requests of a connection. {@link WebRules} decide what becomes of each {@link WebRequest}: one to the
 * path of the WebSocket is an {@link UpgradeRequest}, others get a {@link PageAnswer} of the {@link PageTable}, or a {@link WebAnswer} that
 * ends the connection. {@link AnswerHead} writes the headers of both. {@link ForwardedFor} finds the client behind proxies that
 * speak HTTP.
 *
 * <p>The other side of the doors are the handshakes of a client. {@link ClientDoors} puts them in front of a connection's last handler:
 * {@link ClientTlsDoor} waits for TLS, with a {@link ServerTrust} that checks certificates; {@link ClientUpgrade} asks for a WebSocket, and an {@link UpgradeAnswer} says whether the server agrees. A {@link HandshakeFailedException}
 * goes to the last handler if it does not.
 *
 * <p>{@link TlsDoor} waits for a handshake, which {@link TlsThreads} calculate and {@link TlsCounters} count. Then a front door looks at what
 * is inside, and {@link TlsConnection} stays: it is the {@link Encryption} of the session. {@link TlsHandshake} and {@link TlsRecords} limit
 * what a peer may ask of TLS itself. One {@link TlsService} of a server has all that its
 * ports share. {@link Certificates} choose by the name that a client asks for; {@link TlsContexts} say how TLS is spoken with each
 * {@link KeyedCertificate}, and {@link TlsEngines} what encrypts. A {@link CertificateReading} is made of all files at once. {@link
 * CertificateFiles} read and check them, from {@link Pem} blocks and a {@link PrivateKeyFile}, and {@link CertificateWatch} has them read
 * again when a {@link FileStamp} is another. A {@link FollowingContext} is for other servers of the program, which have the same certificate.
 */
@NullMarked
package io.onesend.network.netty.door;

import org.jspecify.annotations.NullMarked;
