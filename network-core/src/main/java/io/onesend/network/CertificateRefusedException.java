package io.onesend.network;

import java.security.cert.CertificateException;

/** A client does not trust a server's certificate. It is the cause of the {@link NetworkException} with which the attempt fails. */
public final class CertificateRefusedException extends CertificateException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Fault {
        /** It was valid until a day that is over. */
        EXPIRED,
        /** It is valid from a later day on. */
        NOT_YET_VALID,
        /** The server has signed it itself, and it is none of those that are trusted. */
        SELF_SIGNED,
        /** Nobody who is trusted has signed it. */
        UNKNOWN_ISSUER,
        /** It was made for other names than the one that the client was given. */
        WRONG_NAME,
        /** Anything else; the message says what. */
        UNFIT
    }

    /** What is wrong with it. */
    private final Fault fault;

    /**
     * A refusal with its reason.
     *
     * @param fault what is wrong
     * @param message the same in words, with what the certificate says
     */
    public CertificateRefusedException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** {@return what is wrong with it} */
    public Fault fault() {
        return fault;
    }
}
