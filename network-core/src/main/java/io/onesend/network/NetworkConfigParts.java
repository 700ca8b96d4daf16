package io.onesend.network;

import java.time.Duration;

/** The parts of a configuration while some of them are replaced. */
final class NetworkConfigParts {

    String host;
    int port;
    Transport transport;
    int ioThreads;
    int backlog;
    int maxSessions;
    int maxSessionsPerAddress;
    int maxFrameBytes;
    Duration idleTimeout;
    Duration keepAlive;
    Duration closeTimeout;
    Duration blockedAfter;
    NetworkConfig.Inbound inbound;
    NetworkConfig.Send send;
    FrameFormat frameFormat;

    NetworkConfigParts(NetworkConfig config) {
        host = config.host();
        port = config.port();
        transport = config.transport();
        ioThreads = config.ioThreads();
        backlog = config.backlog();
        maxSessions = config.maxSessions();
        maxSessionsPerAddress = config.maxSessionsPerAddress();
        maxFrameBytes = config.maxFrameBytes();
        idleTimeout = config.idleTimeout();
        keepAlive = config.keepAlive();
        closeTimeout = config.closeTimeout();
        blockedAfter = config.blockedAfter();
        inbound = config.inbound();
        send = config.send();
        frameFormat = config.frameFormat();
    }

    NetworkConfig together() {
        return new NetworkConfig(
                host,
                port,
                transport,
                ioThreads,
                backlog,
                maxSessions,
                maxSessionsPerAddress,
                maxFrameBytes,
                idleTimeout,
                keepAlive,
                closeTimeout,
                blockedAfter,
                inbound,
                send,
                frameFormat);
    }
}
