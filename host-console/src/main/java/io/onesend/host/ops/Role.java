package io.onesend.host.ops;

/** What an operator may do. */
public enum Role {
    /** Look. */
    READ,
    /** Look, and change something. */
    OPERATE;

    boolean includes(Role wanted) {
        return compareTo(wanted) >= 0;
    }
}
