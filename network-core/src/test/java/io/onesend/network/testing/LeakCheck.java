package io.onesend.network.testing;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class if a buffer is found after it that was dropped without being released. It registers itself for every class
 * of every module that has this jar on its test class path: see {@code junit-platform.properties} beside it.
 *
 * <p>A buffer that a thread still held when its class ended is found after a later class; the records show who touched it.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

    private static final LeakRecorder INSTALLED = install();

    private final LeakRecorder recorder;

    public LeakCheck() {
        this(INSTALLED);
    }

    LeakCheck(LeakRecorder recorder) {
        this.recorder = recorder;
    }

    // Netty's classes ask the factory once, when they are initialized.
    // JUnit creates its extensions before any test class.
    private static LeakRecorder install() {
        LeakRecorder recorder = new LeakRecorder();
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(recorder);
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        return recorder;
    }

    static LeakRecorder installed() {
        return INSTALLED;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
            throw new IllegalStateException("someone turned the leak detection down");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        boolean nested =
                context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        if (!nested) {
            failOnLeaks(context.getDisplayName());
        }
    }

    void failOnLeaks(String testClass) throws InterruptedException {
        List<String> leaks = recorder.collect();
        if (!leaks.isEmpty()) {
            throw new AssertionError(
                    leaks.size() + " leak(s) found after " + testClass + ":\n" + String.join("\n\n", leaks));
        }
    }
}
