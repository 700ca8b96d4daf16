package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import io.onesend.host.process.StopSignal;
import java.util.List;
import java.util.function.Consumer;

/** The checks, in the order of their lines. */
public final class Doctor {

    private final List<Check> checks;

    /** @param stop ends the wait for a Redis */
    public Doctor(StopSignal stop) {
        checks = List.of(
                new TransportCheck(),
                new RedisCheck(stop),
                new PortCheck(),
                new DescriptorCheck(),
                new MemoryCheck(),
                new CertificateCheck(),
                new ClockCheck(),
                new SystemdCheck());
    }

    /** Makes all checks, and tells each finding as soon as it is known; returns whether nothing is bad. */
    public boolean look(HostConfig config, Consumer<Finding> told) {
        boolean good = true;
        for (Check check : checks) {
            for (Finding finding : check.look(config)) {
                told.accept(finding);
                good &= finding.state() != Finding.State.BAD;
            }
        }
        return good;
    }
}
