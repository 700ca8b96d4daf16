package io.onesend.network.netty.door;

import io.onesend.network.NetworkException;
import io.onesend.network.logic.AnyThread;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
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
    /** Of the files that are served. */
    private List<FileStamp> served;

    private boolean failedAtLastLook;
    private boolean warned;

    /** @param served as they were before the certificates were read: a change since then is seen */
    CertificateWatch(Certificates certificates, List<FileStamp> served) {
        this.certificates = certificates;
        this.served = served;
    }

    /** Looks at the files, and reads them if they are others. */
    synchronized void look() {
        List<FileStamp> found = FileStamp.ofAll(certificates.settings());
        if (found.equals(served)) {
            failedAtLastLook = false;
            warned = false;
            return;
        }
        try {
            take(found);
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
            take(FileStamp.ofAll(certificates.settings()));
        } catch (NetworkException misfit) {
            failed.increment();
            throw misfit;
        }
    }

    /** The stamps are older than what is read: a file that changes in between is read again at the next look. */
    private void take(List<FileStamp> found) {
        certificates.reload();
        served = found;
        failedAtLastLook = false;
        warned = false;
        reloaded.increment();
    }

    Certificates certificates() {
        return certificates;
    }

    long reloaded() {
        return reloaded.sum();
    }

    long failed() {
        return failed.sum();
    }
}
