package io.onesend.chat.cluster;

import io.onesend.network.logic.LogicThread;

/** Gets the answer to one call: exactly one of its methods is called, once. */
@LogicThread
public interface PortReply {

    /**
     * Redis has answered.
     *
     * @param answer {@code Long}, {@code byte[]}, or a {@code List} of such
     */
    void answered(Object answer);

    /**
     * There is no answer.
     *
     * @param words of Redis or of the link, for a log line
     */
    void failed(PortFailure why, String words);
}
