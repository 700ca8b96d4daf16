package io.onesend.chat.cluster;

import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a function of a partition answers, before anybody acts on it.
 *
 * @param function its name, for a log line
 */
record ReadReply<T>(int partition, String function, Function<List<?>, T> reader, Answer<T> answer)
        implements PortReply {

    private static final Logger LOG = LoggerFactory.getLogger(ReadReply.class);

    @Override
    public void answered(Object raw) {
        T read;
        try {
            read = reader.apply((List<?>) raw);
        } catch (RuntimeException strange) {
            LOG.error("partition {}: the answer to {} cannot be read", partition, function, strange);
            answer.failed(PortFailure.LOST, "the answer to " + function + " cannot be read");
            return;
        }
        answer.answered(read);
    }

    @Override
    public void failed(PortFailure why, String words) {
        answer.failed(why, words);
    }
}
