package io.onesend.network;

/**
 * Learns how long single packets took on their way through a server, from the frame to the last write of what its listener sent.
 * One packet in so many is traced, chosen at random. Sessions that are not traced pay nothing: it is asked when a session begins.
 *
 * <p>A traced packet is also an event of Java Flight Recorder, if somebody records. Its bytes are in neither.
 */
public interface PacketTracer {

    /**
     * Chooses how many packets are traced of a session that begins now. Called on I/O threads: it must not block.
     *
     * @return 0: none; 1: each; else one in so many. What is sent to a session is timed only if this was not 0 when it began
     */
    int oneIn();

    /**
     * Takes a finished trace. Called on an I/O or logic thread, at once for several: it must not block.
     *
     * @param trace immutable
     */
    void traced(PacketTrace trace);
}
