package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.onesend.network.logic.IoThread;
import java.io.IOException;

/**
 * Ends the two sides of a connection one after the other, and the connection when both have ended. Made for a session only when
 * one side ends and the session goes on.
 */
@IoThread
final class SessionHalfClose {

    private final Channel channel;
    private final SessionOutputEnd output;
    private boolean endsOutput;
    private boolean outputEnded;
    private boolean inputEnded;

    SessionHalfClose(Channel channel, SessionOutputEnd output) {
        this.channel = channel;
        this.output = output;
    }

    /** Our side ends as soon as everything accepted has gone out. */
    void endOutput() {
        endsOutput = true;
    }

    /** Everything accepted has gone out, and nothing more is accepted. */
    void drained() {
        if (!endsOutput || outputEnded) {
            return;
        }
        outputEnded = true;
        output.end(inputEnded);
    }

    /** The peer's side has ended, and the listener has handled everything that came before. */
    void endInput() {
        inputEnded = true;
        if (outputEnded) {
            channel.close();
        }
    }

    /** Whether the listener knows that the peer sends nothing more. */
    boolean hasInputEnded() {
        return inputEnded;
    }

    /**
     * Notices a connection that has broken since the peer's end. No transport reports that before the next write, because it has
     * nothing more to read. NIO cannot be asked for a socket's error.
     */
    void sweep() {
        if (inputEnded
                && channel instanceof UnixChannel unix
                && unix.fd() instanceof Socket socket
                && socket.isOpen()) {
            try {
                int error = socket.getSoError();
                if (error != 0) {
                    channel.pipeline().fireExceptionCaught(Errors.newIOException("connection", -error));
                }
            } catch (IOException notASocket) {
                channel.pipeline().fireExceptionCaught(notASocket);
            }
        }
    }
}
