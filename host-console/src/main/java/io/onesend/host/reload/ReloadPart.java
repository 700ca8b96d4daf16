package io.onesend.host.reload;

import io.onesend.host.config.CheckedConfig;

/** A part of the running server that takes new settings. */
@FunctionalInterface
public interface ReloadPart {

    /**
     * Checks whether the part can take these settings, and does all that can fail. It changes nothing yet.
     *
     * @return makes them hold; it cannot fail
     * @throws ReloadRefusedException if the part cannot take them; then no part does
     */
    Runnable prepare(CheckedConfig next) throws ReloadRefusedException;
}
