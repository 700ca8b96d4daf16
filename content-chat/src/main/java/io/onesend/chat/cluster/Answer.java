package io.onesend.chat.cluster;

/** Gets what a function answered, or why it did not. */
interface Answer<T> {

    void answered(T answer);

    /** Also if the answer cannot be read: {@link PortFailure#LOST} then, for nobody knows what was done. */
    void failed(PortFailure why, String words);
}
