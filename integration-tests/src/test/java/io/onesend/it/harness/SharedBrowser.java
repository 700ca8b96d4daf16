package io.onesend.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.load.show.browser.Browser;
import io.onesend.load.show.browser.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One browser for all tests of this JVM: a start takes longer than most of them. It ends when they have. */
public final class SharedBrowser implements BeforeAllCallback {

    private static volatile Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<String> absence = Browser.absence();
        // Printed, because no report that people read has the reason of a failed assumption.
        absence.ifPresent(why -> System.err.println("skipped: " + why));
        assumeTrue(absence.isEmpty(), () -> absence.orElse(""));
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBrowser.class))
                .getOrComputeIfAbsent(SharedBrowser.class, none -> new Running(), Running.class);
    }

    /** A new page of it, empty, as if its reader looked at it. */
    public static Page open() {
        Page page = browser.open();
        page.focus();
        return page;
    }

    private static final class Running implements AutoCloseable {

        Running() {
            try {
                browser = Browser.start(WorkFolder.create("browser"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            browser.close();
        }
    }
}
