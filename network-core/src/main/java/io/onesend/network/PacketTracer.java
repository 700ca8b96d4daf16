package io.onesend.network;

/**
 * Learns how long single packets took on their way through a server, from the frame to the last write of what its listener sent.
 * One packet of N is traced, chosen at random. Other sessions pay nothing for a packet: the number is asked for when one begins.
 *
 * <p>A traced packet is also an event of Java Flight Recorder, if somebody records. Its bytes are in neither.
 */
public interface PacketTracer {

    /**
     * Chooses N for a session that begins now: one of its N packets is traced. Called on I/O threads: it must not block.
     *
     * @return N; 0: none is traced; 1: each. What is sent to a session is timed only if this was not 0 when it began
     */
    int oneIn();

    /**
     * Takes a finished trace. Called on an I/O or logic thread, at once for several: it must not block.
     *
     * @param trace immutable
     */
    void traced(PacketTrace trace);
}
