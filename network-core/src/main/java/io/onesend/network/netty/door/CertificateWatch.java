package io.onesend.network.netty.door;

import io.onesend.network.NetworkException;
import io.onesend.network.logic.AnyThread;
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
    private final CertificateReloads reloads;

    // Guarded by this.
    private boolean failedAtLastLook;
    private boolean warned;

    /**
     * Watches over certificates that have been read.
     *
     * @param first what was read; a change since then is seen
     * @param reloads counts what comes of it
     */
    CertificateWatch(CertificateReading first, CertificateReloads reloads) {
        this.certificates = new Certificates(first);
        this.reloads = reloads;
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
                reloads.failed();
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
            reloads.failed();
            throw misfit;
        }
    }

    /** Takes what was read of the files a moment ago, also if it looks the same. */
    synchronized void take(CertificateReading read) {
        certificates.take(read);
        failedAtLastLook = false;
        warned = false;
        reloads.done();
    }

    Certificates certificates() {
        return certificates;
    }
}
