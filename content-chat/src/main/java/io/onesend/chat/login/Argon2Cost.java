package io.onesend.chat.login;

/**
 * What an Argon2id hash costs to compute: Argon2's parameters. All of them are part of the result.
 *
 * @param version of Argon2: 16 or 19
 * @param memoryKib memory in KiB
 * @param iterations passes over the memory
 * @param lanes parts of the memory that may be computed side by side
 */
record Argon2Cost(int version, int memoryKib, int iterations, int lanes) {

    static final int NEWEST_VERSION = 19;

    /**
     * The bounds of a stored hash, which states its own cost. Frameworks make hashes of up to 100 MiB, 4 iterations and 8 lanes
     * by default; more would let a single row in Redis take the server's memory or time.
     */
    static final int MAX_MEMORY_KIB = 131_072;

    static final int MAX_ITERATIONS = 16;
    static final int MAX_LANES = 16;

    /**
     * The cost of new hashes: 19 MiB, two iterations, one lane, the least that OWASP's password storage cheat sheet recommends
     * with that memory. More would let a client that asks for logins take more of our time with each packet.
     */
    static final Argon2Cost OURS = new Argon2Cost(NEWEST_VERSION, 19_456, 2, 1);

    private static final int OLDEST_VERSION = 16;
    private static final int LEAST_KIB_OF_A_LANE = 8;

    /**
     * A cost that was read.
     *
     * @throws UnusableHashException if it is over a bound, or none of Argon2's
     */
    static Argon2Cost checked(long version, long memoryKib, long iterations, long lanes) throws UnusableHashException {
        if (version != OLDEST_VERSION && version != NEWEST_VERSION) {
            throw new UnusableHashException("its version of Argon2 is " + version + ", not 16 or 19");
        }
        checkRange("m (memory in KiB)", memoryKib, LEAST_KIB_OF_A_LANE, MAX_MEMORY_KIB);
        checkRange("t (iterations)", iterations, 1, MAX_ITERATIONS);
        checkRange("p (lanes)", lanes, 1, Math.min(MAX_LANES, memoryKib / LEAST_KIB_OF_A_LANE));
        return new Argon2Cost((int) version, (int) memoryKib, (int) iterations, (int) lanes);
    }

    private static void checkRange(String name, long value, long least, long most) throws UnusableHashException {
        if (value < least || value > most) {
            throw new UnusableHashException(name + " is " + value + ", outside of " + least + " to " + most);
        }
    }

    /** As it stands in a hash in PHC form. */
    @Override
    public String toString() {
        return "v=" + version + "$m=" + memoryKib + ",t=" + iterations + ",p=" + lanes;
    }
}
