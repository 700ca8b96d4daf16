package io.onesend.it.speed.turns;

/** One of those that take turns, running. */
public interface Compared extends AutoCloseable {

    /** As the tables show it. */
    String name();

    @Override
    void close();
}
