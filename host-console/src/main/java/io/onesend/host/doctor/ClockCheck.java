package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import java.util.List;
import java.util.Optional;

/** Asks systemd whether the clock is kept right: certificates, tokens and logs of several hosts go by it. */
final class ClockCheck implements Check {

    private static final String WHAT = "clock";

    private final List<String> question;

    ClockCheck() {
        this(List.of("timedatectl", "show", "--property=NTPSynchronized", "--value"));
    }

    ClockCheck(List<String> question) {
        this.question = List.copyOf(question);
    }

    @Override
    public List<Finding> look(HostConfig config) {
        return look();
    }

    List<Finding> look() {
        Optional<String> answer = Program.answer(question);
        if (answer.isEmpty()) {
            return List.of(Finding.note(
                    WHAT, "nobody here says whether it is kept right", "a time service", "see that one runs"));
        }
        return List.of(
                answer.get().equals("yes")
                        ? Finding.good(WHAT, "kept right by a time service")
                        : Finding.note(WHAT, "not kept right", "a time service", "timedatectl set-ntp true"));
    }
}
