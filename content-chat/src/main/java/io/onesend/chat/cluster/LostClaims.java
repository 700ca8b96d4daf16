package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other hosts which user ids they have lost to this one. A host that does not hear it keeps its session beside the new one, and
 * would look only when it next renews its claims. So it is asked at each beat to renew them, until it answers. A host that is off the
 * list of hosts renews them by itself before it is on it again.
 */
@LogicThread
final class LostClaims {

    private static final Logger LOG = LoggerFactory.getLogger(LostClaims.class);

    private final OwningThread owner = new OwningThread();
    private final ClusterParts parts;
    private final HostList hosts;
    private final Control control;
    private final Duration interval;

    /** Hosts that have not heard of a loss, by hid; and how many losses, for more may come while such a host is asked. */
    private final Map<String, Integer> unheard = new LinkedHashMap<>();

    LostClaims(ClusterParts parts, HostList hosts, Control control) {
        this.parts = parts;
        this.hosts = hosts;
        this.control = control;
        interval = parts.config().lease().dividedBy(HostList.BEATS_OF_A_LEASE);
    }

    /**
     * Tells the host of a session that this one has its user id now.
     *
     * @param verb what that host is to do with the session
     */
    void tell(Holder before, Verb verb, String userId) {
        assert owner.isCurrent();
        control.ask(
                before,
                verb,
                userId,
                answer -> LOG.debug("host {} was told {} for a user id it had: {}", before.hid(), verb, answer),
                silence -> {
                    LOG.debug("host {} could not be told {} for a user id it had: {}", before.hid(), verb, silence);
                    notHeard(before.hid());
                });
    }

    /** A host that may have lost a user id has not heard of it. */
    void notHeard(String hid) {
        assert owner.isCurrent();
        boolean isFirst = unheard.isEmpty();
        unheard.merge(hid, 1, Integer::sum);
        if (isFirst) {
            askLater();
        }
    }

    private void askLater() {
        parts.loop().schedule(interval, () -> hosts.read(this::askAll));
    }

    private void askAll(boolean wasRead) {
        if (wasRead) {
            unheard.keySet().removeIf(hid -> !hosts.has(hid));
        }
        new LinkedHashMap<>(unheard).forEach(this::ask);
        if (!unheard.isEmpty()) {
            askLater();
        }
    }

    private void ask(String hid, int losses) {
        control.ask(
                new Holder(hid, ""),
                Verb.RENEW,
                "",
                answer -> {
                    LOG.debug("host {} renews its claims", hid);
                    unheard.remove(hid, losses);
                },
                silence -> LOG.debug("host {} could not be asked to renew its claims: {}", hid, silence));
    }
}
