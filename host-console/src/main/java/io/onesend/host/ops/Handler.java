package io.onesend.host.ops;

/** Does what an operation says. */
@FunctionalInterface
public interface Handler {

    /**
     * Called on the console's or an admin thread, never on a logic or an I/O thread; may wait for two seconds, and several calls
     * may come at a time.
     *
     * @throws OpsException that says why there is no answer
     */
    OpsAnswer run(Operator who, Arguments given) throws OpsException;
}
