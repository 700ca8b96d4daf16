package io.onesend.it.faults;

import io.onesend.chat.checker.CheckReport;
import io.onesend.chat.checker.CheckRules;
import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.checker.ClusterChecker;
import io.onesend.chat.checker.RoomStream;
import java.util.List;

/** What is left of one try: what the users know, what Redis has stored, and what may differ after such a fault. */
record FaultEvidence(CheckRules rules, List<RoomStream> streams, List<ClientLog> logs) {

    FaultEvidence {
        streams = List.copyOf(streams);
        logs = List.copyOf(logs);
    }

    CheckReport check() {
        return new ClusterChecker(rules, streams, logs).check();
    }
}
