package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import java.util.List;

/** Looks at one thing that a server needs, without changing it; may take seconds. */
@FunctionalInterface
interface Check {

    List<Finding> look(HostConfig config);
}
