package io.onesend.network.netty.door;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Calculates the only handshake of a connection. With TLS 1.2 a client may ask for another at any time, which costs the server more than
 * the client. The JDK refuses that only if a system property was set before anybody in the process spoke TLS.
 */
@AnyThread
final class TlsHandshake implements Executor {

    private final TlsThreads threads;
    private volatile boolean ended;

    TlsHandshake(TlsThreads threads) {
        this.threads = threads;
    }

    /** The connection is encrypted: what has to be calculated from now on is another handshake. */
    void end() {
        ended = true;
    }

    /** @throws RejectedExecutionException if the handshake has ended, or if as many handshakes wait as may */
    @Override
    public void execute(Runnable calculation) {
        if (ended) {
            throw new RejectedExecutionException("the peer asks for another TLS handshake");
        }
        threads.execute(calculation);
    }
}
