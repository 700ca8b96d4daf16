package io.onesend.network.netty.door;

import io.onesend.network.NetworkException;
import io.onesend.network.logic.AnyThread;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the files of certificates have changed, and has them read again. A certificate and its key are not replaced at
 * one moment, so files that do not fit together are an error only if they do not at the next look either. The old certificates
 * serve meanwhile.
 */
@AnyThread
final class CertificateWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final Certificates certificates;
    private final LongAdder reloaded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    // Guarded by this.
    private boolean failedAtLastLook;
    private boolean warned;

    /** When the files that are served were read, unless that was at the start. */
    private volatile @Nullable Instant lastReload;

    /** @param first what was read before the start; a change since then is seen */
    CertificateWatch(CertificateReading first) {
        this.certificates = new Certificates(first);
    }

    /** Looks at the files, and reads them if they are others. */
    synchronized void look() {
        if (FileStamp.ofAll(certificates.settings()).equals(certificates.stamps())) {
            failedAtLastLook = false;
            warned = false;
            return;
        }
        try {
            take(CertificateReading.of(certificates.settings()));
        } catch (NetworkException misfit) {
            if (failedAtLastLook && !warned) {
                warned = true;
                failed.increment();
                LOG.warn(
                        "the TLS certificate stays the old one, because the new files do not fit: {}",
                        misfit.getMessage());
            }
            failedAtLastLook = true;
        }
    }

    /**
     * Reads the files at once, also if they look the same.
     *
     * @throws NetworkException that says what is wrong with them; the old certificates serve on
     */
    synchronized void reload() {
        try {
            take(CertificateReading.of(certificates.settings()));
        } catch (NetworkException misfit) {
            failed.increment();
            throw misfit;
        }
    }

    private void take(CertificateReading read) {
        certificates.take(read);
        failedAtLastLook = false;
        warned = false;
        lastReload = Instant.now();
        reloaded.increment();
    }

    Certificates certificates() {
        return certificates;
    }

    long reloaded() {
        return reloaded.sum();
    }

    @Nullable
    Instant lastReload() {
        return lastReload;
    }

    long failed() {
        return failed.sum();
    }
}
