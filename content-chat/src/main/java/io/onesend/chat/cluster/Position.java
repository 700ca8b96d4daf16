package io.onesend.chat.cluster;

/**
 * A place in a room's stream.
 *
 * @param offset 1 for the first event, 0 before it
 * @param tag 64 random bits that name the event at that offset for good; 0 before the first, or not known
 */
record Position(long offset, long tag) {

    static final Position START = new Position(0, 0);

    /** Where no stream ends: reading from here brings the whole room. */
    static final Position BEYOND = new Position((1L << 53) - 1, 0);

    /** Reads the id of an entry: {@code offset-tag}. */
    static Position parse(String id) {
        int dash = id.indexOf('-');
        return of(id.substring(0, dash), id.substring(dash + 1));
    }

    static Position of(String offset, String tag) {
        return new Position(Long.parseLong(offset), Long.parseUnsignedLong(tag));
    }

    String tagText() {
        return Long.toUnsignedString(tag);
    }

    @Override
    public String toString() {
        return offset + "-" + tagText();
    }
}
