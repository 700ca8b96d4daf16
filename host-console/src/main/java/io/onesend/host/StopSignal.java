package io.onesend.host;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CountDownLatch;

/** How a running server, a load run or a seeding learns that it should stop: from its console, or from a signal to the process. */
@AnyThread
public final class StopSignal {

    private final CountDownLatch requested = new CountDownLatch(1);
    private volatile boolean heeded;

    /** Promises to stop when asked. Without it a signal ends the process as it ends any other. */
    public void heed() {
        heeded = true;
    }

    public boolean isHeeded() {
        return heeded;
    }

    public void request() {
        requested.countDown();
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    public void await() throws InterruptedException {
        requested.await();
    }
}
