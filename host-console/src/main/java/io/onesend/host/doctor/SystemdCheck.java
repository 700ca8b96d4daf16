package io.onesend.host.doctor;

import io.onesend.host.config.HostConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the limits of the service with the configuration, where systemd has a service of our name. */
final class SystemdCheck implements Check {

    private static final String WHAT = "service";
    /** Java takes this part of the memory for its heap. */
    private static final long HEAP_SHARE = 4;

    /** For what a stop does after its drain. */
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(1);

    private static final List<String> QUESTION =
            List.of("systemctl", "show", "onesend", "--property=LoadState,LimitNOFILE,MemoryMax,TimeoutStopUSec");

    @Override
    public List<Finding> look(HostConfig config) {
        String answer = Program.answer(QUESTION).orElse("");
        return compare(
                answer,
                config.network().maxSessions(),
                MemoryCheck.queues(config),
                config.drain().limit());
    }

    /**
     * Compares what systemd said.
     *
     * @param queues in MiB
     * @param drain the most that a stop in order takes
     */
    static List<Finding> compare(String answer, int maxSessions, long queues, Duration drain) {
        Map<String, String> service = properties(answer);
        if (!"loaded".equals(service.get("LoadState"))) {
            return List.of(Finding.good(WHAT, "systemd has no service onesend here"));
        }
        List<Finding> findings = new ArrayList<>();
        number(service, "LimitNOFILE")
                .map(limit -> DescriptorCheck.compare(limit, maxSessions))
                .ifPresent(finding -> addIfBad(findings, "LimitNOFILE", finding));
        number(service, "MemoryMax")
                .map(bytes -> bytes >> 20)
                .map(limit -> MemoryCheck.compare(limit, limit / HEAP_SHARE, queues))
                .ifPresent(finding -> addIfBad(findings, "MemoryMax", finding));
        Optional.ofNullable(service.get("TimeoutStopUSec"))
                .flatMap(SystemdTime::parse)
                .filter(timeout -> timeout.compareTo(drain.plus(AFTER_DRAIN)) < 0)
                .ifPresent(timeout -> findings.add(Finding.bad(
                        WHAT,
                        "TimeoutStopSec: a stop is cut off after " + timeout.toSeconds() + " s",
                        "more than drain.limit: " + drain.toSeconds() + "s",
                        advice("TimeoutStopSec"))));
        if (findings.isEmpty()) {
            findings.add(Finding.good(WHAT, "the limits of systemd's service fit"));
        }
        return findings;
    }

    private static void addIfBad(List<Finding> findings, String limit, Finding finding) {
        if (finding.state() == Finding.State.BAD) {
            findings.add(Finding.bad(WHAT, limit + ": " + finding.found(), finding.wanted(), advice(limit)));
        }
    }

    private static String advice(String limit) {
        return "systemctl edit onesend, and there " + limit + "= in [Service]";
    }

    private static Map<String, String> properties(String answer) {
        Map<String, String> properties = new HashMap<>();
        answer.lines().filter(line -> line.contains("=")).forEach(line -> {
            int sign = line.indexOf('=');
            properties.put(line.substring(0, sign), line.substring(sign + 1));
        });
        return properties;
    }

    /** Empty for what has no limit. */
    private static Optional<Long> number(Map<String, String> service, String name) {
        return Optional.ofNullable(service.get(name))
                .filter(value -> value.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }
}
