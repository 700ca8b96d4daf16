package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;

/** Netty's handler of an io_uring, with every channel wrapped in a {@link UringChannel}. */
final class UringHandler implements IoHandler {

    private final IoHandler netty;

    private UringHandler(IoHandler netty) {
        this.netty = netty;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory netty = IoUringIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor ioExecutor) {
                return new UringHandler(netty.newHandler(ioExecutor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return netty.isChangingThreadSupported();
            }
        };
    }

    /** Wraps Netty's channels; other handles, such as {@link UringSends}, stay unchanged. */
    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        boolean isChannel = handle instanceof Channel.Unsafe;
        return netty.register(isChannel ? new UringChannel((IoUringIoHandle) handle) : handle);
    }

    @Override
    public void initialize() {
        netty.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return netty.run(context);
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public void prepareToDestroy() {
        netty.prepareToDestroy();
    }

    @Override
    public void destroy() {
        netty.destroy();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return netty.isCompatible(handleType);
    }
}
