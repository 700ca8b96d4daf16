package io.onesend.host.text;

import io.onesend.network.CertificateRefusedException;
import io.onesend.network.CertificateRefusedException.Fault;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person can do about a certificate that a client refused. */
public final class CertificateHint {

    private static final Set<Fault> OF_TRUST = EnumSet.of(Fault.SELF_SIGNED, Fault.UNKNOWN_ISSUER);

    private CertificateHint() {}

    /** Words to append to the error's; empty if the failure has no such cause. */
    public static String of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateRefusedException refused && OF_TRUST.contains(refused.fault())) {
                return "; if this is the right server, write its certificate, or that of who signed it, to a file: --tls-ca FILE";
            }
        }
        return "";
    }
}
