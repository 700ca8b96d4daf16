package io.onesend.network.netty;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * JMH's workers as threads of Netty's, as the library's own are: on others its allocator keeps neither memory nor buffer
 * objects, and the figures would be those of its slow path. JMH makes it by name: {@code -Djmh.executor.class}.
 */
public final class NettyThreads extends ThreadPoolExecutor {

    public NettyThreads(int threads, String prefix) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(prefix, true));
    }
}
