package io.onesend.network.netty;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;

/** Netty's handler of an I/O thread, with another way to register its channels. */
final class TransportHandler implements IoHandler {

    /** Registers with Netty's handler, and wraps what comes and goes. */
    interface Registering {
        IoRegistration register(IoHandler netty, IoHandle handle) throws Exception;
    }

    private final IoHandler netty;
    private final Registering registering;

    private TransportHandler(IoHandler netty, Registering registering) {
        this.netty = netty;
        this.registering = registering;
    }

    static IoHandlerFactory newFactory(IoHandlerFactory netty, Registering registering) {
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor ioExecutor) {
                return new TransportHandler(netty.newHandler(ioExecutor), registering);
            }

            @Override
            public boolean isChangingThreadSupported() {
                return netty.isChangingThreadSupported();
            }
        };
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return registering.register(netty, handle);
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
