package io.onesend.network.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes leak detectors that record their findings instead of writing them to a log that nobody reads. */
final class LeakRecorder extends ResourceLeakDetectorFactory {

    /** If a collection takes longer than this, explicit collections are turned off. */
    private static final long COLLECTION_MILLIS = 10_000;

    private final List<RecordingDetector<?>> detectors = new CopyOnWriteArrayList<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    @Override
    @SuppressWarnings("deprecation") // The only one that is abstract.
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
            Class<T> resource, int samplingInterval, long maxActive) {
        return record(resource, samplingInterval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
        return record(resource, samplingInterval);
    }

    private <T> ResourceLeakDetector<T> record(Class<T> resource, int samplingInterval) {
        RecordingDetector<T> detector = new RecordingDetector<>(resource, samplingInterval);
        detectors.add(detector);
        return detector;
    }

    /** The simple names of the watched resources. */
    List<String> watched() {
        return detectors.stream().map(detector -> detector.resource).toList();
    }

    /** All resources that were dropped without being released and that no earlier call returned. */
    List<String> collect() throws InterruptedException {
        // References of one collection are queued in no order; after the second one, all of the first are queued.
        awaitCollection();
        awaitCollection();
        detectors.forEach(RecordingDetector::poke);
        List<String> found = new ArrayList<>();
        for (String leak = leaks.poll(); leak != null; leak = leaks.poll()) {
            found.add(leak);
        }
        return found;
    }

    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
        System.gc();
        if (queue.remove(COLLECTION_MILLIS) != canary) {
            throw new IllegalStateException("System.gc() collects nothing: no leak can be found");
        }
    }

    /** The detector of one resource. Netty looks for leaks only when a new object is tracked, hence the poke. */
    private final class RecordingDetector<T> extends ResourceLeakDetector<T> {
        private final String resource;

        RecordingDetector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
            this.resource = resource.getSimpleName();
        }

        @SuppressWarnings("unchecked") // The detector never looks at what it tracks.
        void poke() {
            T nothing = (T) new Object();
            ResourceLeakTracker<T> tracker = trackForcibly(nothing);
            if (tracker != null) {
                tracker.close(nothing);
            }
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String type, String records) {
            leaks.add(type + " was dropped without release()" + records);
        }

        @Override
        protected void reportUntracedLeak(String type) {
            leaks.add(
                    type
                            + " was dropped without release(), by unknown code: run with -Dio.netty.leakDetection.level=paranoid");
        }
    }
}
