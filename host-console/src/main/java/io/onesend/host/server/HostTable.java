package io.onesend.host.server;

import io.onesend.host.drain.DrainOperations;
import io.onesend.host.log.LogOperations;
import io.onesend.host.moderation.Moderation;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.recording.RecordingOperation;
import io.onesend.host.reload.Reload;
import io.onesend.host.reload.ReloadOperations;
import io.onesend.host.sampling.TopOperation;
import java.util.List;

/** Puts the rows of every part of the host into the one table. */
public final class HostTable {

    private HostTable() {}

    /**
     * Makes the table. Its rows answer from the start on; what needs a part that has not started yet says so.
     *
     * @param quit asks the process to end
     */
    public static OpsTable of(HostState state, Runnable quit) {
        return new OpsTable(List.of(
                HostOperations.rows(state, quit),
                List.of(TopOperation.of(state.samples(), System::currentTimeMillis, state::sessions)),
                Moderation.rows(state::served),
                List.of(
                        ConfigOperation.of(() -> state.reload().map(Reload::running)),
                        CertificateOperation.of(state),
                        RecordingOperation.of(state::logFolder)),
                LogOperations.rows(),
                DrainOperations.rows(state::drain),
                ReloadOperations.rows(state::reload)));
    }
}
