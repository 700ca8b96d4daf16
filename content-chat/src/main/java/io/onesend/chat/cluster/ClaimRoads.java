package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Claimed;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What a claim has to do with others: its calls of Redis, the list of hosts, and the other hosts themselves. */
@LogicThread
final class ClaimRoads {

    /** How long Redis keeps a claim that nobody renews. */
    static final Duration KEEP = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(SharedClaims.class);

    private final OwningThread owner = new OwningThread();
    private final RateLimitedLog unavailable = new RateLimitedLog(LOG, Level.WARN, 1);
    private final ClusterParts parts;
    private final PortCalls calls;
    private final HostList hosts;
    private final Control control;
    private final LostClaims lost;

    ClaimRoads(ClusterParts parts, PortCalls calls, HostList hosts, Control control) {
        this.parts = parts;
        this.calls = calls;
        this.hosts = hosts;
        this.control = control;
        lost = new LostClaims(parts, hosts, control);
    }

    HostList hosts() {
        return hosts;
    }

    Control control() {
        return control;
    }

    boolean isThisHost(String hid) {
        return parts.hid().equals(hid);
    }

    /** The name of a claim of this host with a number that is no other claim's. */
    String claimId(long number) {
        return Holder.claimId(parts.hid(), number);
    }

    /** Whether a second login closes the first session. */
    boolean kicks() {
        return parts.config().kickOld();
    }

    /**
     * Claims a user id, or renews the claim.
     *
     * @param inPlaceOf the holder that may be replaced
     */
    void claim(
            String userId,
            ClaimHolding holding,
            Holder inPlaceOf,
            Consumer<Claimed> answered,
            BiConsumer<PortFailure, String> failed) {
        assert owner.isCurrent();
        Functions.Claim claim = new Functions.Claim(
                holding.claimId(),
                Long.parseLong(holding.uniqueId()),
                holding.tokenHash(),
                KEEP.toMillis(),
                inPlaceOf.claimId(),
                inPlaceOf.uniqueId(),
                "");
        calls.call(Functions.claim(parts.keys().holder(userId), claim), ReplyReader::claimed, answered, failed);
    }

    /** Claims the user id of whoever has the token. */
    void takeOver(
            String userId,
            long uniqueId,
            String tokenHash,
            Consumer<Claimed> answered,
            BiConsumer<PortFailure, String> failed) {
        assert owner.isCurrent();
        Functions.Claim claim =
                new Functions.Claim(claimId(uniqueId), uniqueId, tokenHash, KEEP.toMillis(), "", "", tokenHash);
        calls.call(Functions.claim(parts.keys().holder(userId), claim), ReplyReader::claimed, answered, failed);
    }

    /**
     * Undoes a {@link #takeOver}, unless the user has come back elsewhere meanwhile. If that fails, the user cannot come back before
     * the other host has let it leave.
     *
     * @param number of the claim that took it over
     * @param failed run if Redis may go on to name this host
     */
    void giveBack(String userId, long number, Holder before, String tokenHash, Runnable failed) {
        assert owner.isCurrent();
        Functions.Claim claim = new Functions.Claim(
                before.claimId(),
                Long.parseLong(before.uniqueId()),
                tokenHash,
                KEEP.toMillis(),
                claimId(number),
                before.uniqueId(),
                "");
        calls.call(
                Functions.claim(parts.keys().holder(userId), claim),
                ReplyReader::claimed,
                claimed -> LOG.debug("a user id was given back to host {}: {}", before.hid(), claimed.status()),
                (why, words) -> {
                    LOG.debug("a user id was not given back to host {}: {}", before.hid(), words);
                    failed.run();
                });
    }

    /** Reads who has a user id; there is no answer if Redis has none, and the next renewal finds out. */
    void holder(String userId, Consumer<Holder> answered) {
        assert owner.isCurrent();
        calls.call(
                Functions.holder(parts.keys().holder(userId)),
                ReplyReader::holder,
                answered,
                (why, words) -> LOG.debug("who has a user id was not read: {}", words));
    }

    /** Tells the host that had a user's session: the user has resumed here. */
    void drop(Holder before, String userId) {
        assert owner.isCurrent();
        lost.tell(before, ControlMessage.Verb.DROP, userId);
    }

    /**
     * Tells a host that was not heard that it has lost a user id to a login: if it is back since, it has claimed that again already,
     * and would not look before the next renewal. If its user had come back to it, Redis may have done that late, when the user was
     * at a third host already. A host that is gone cannot tell, so all others are told.
     */
    void taken(Holder before, String userId) {
        assert owner.isCurrent();
        lost.tell(before, ControlMessage.Verb.KICK, userId);
        if (before.isBack()) {
            dropElsewhere(userId, before.uniqueId());
        }
    }

    /**
     * Has a host that was not heard claim its user ids again: it may have lost one to a login that was refused in the end, and that
     * has given it back or will. All others do the same where {@link #taken} tells them.
     */
    void perhapsTaken(Holder before) {
        assert owner.isCurrent();
        lost.notHeard(before.hid());
        if (before.isBack()) {
            hosts.hosts().stream()
                    .map(ClusterHost::hid)
                    .filter(hid -> !isThisHost(hid) && !hid.equals(before.hid()))
                    .forEach(lost::notHeard);
        }
    }

    /**
     * Redis names this host, by a session that it does not have: it has given up a call that was done late. Nobody can tell who had
     * the user id before and has it no more, so all other hosts are told.
     *
     * @param uniqueId the number that the user has kept
     */
    void dropElsewhere(String userId, String uniqueId) {
        assert owner.isCurrent();
        for (ClusterHost host : hosts.hosts()) {
            if (!isThisHost(host.hid())) {
                drop(new Holder(host.hid(), uniqueId), userId);
            }
        }
    }

    /** Gives a user id back. If that fails, the next login finds out: this host says that it has no such session. */
    void release(String userId, ClaimHolding holding) {
        assert owner.isCurrent();
        long tokenMillis = holding.tokenHash().isEmpty() || holding.givesWay()
                ? 0
                : parts.config().resume().window().toMillis();
        calls.call(
                Functions.release(
                        parts.keys().holder(userId),
                        holding.claimId(),
                        Long.parseLong(holding.uniqueId()),
                        tokenMillis),
                ReplyReader::released,
                released -> LOG.debug("a user id was given back: {}", released),
                (why, words) -> LOG.debug("a user id was not given back: {}", words));
    }

    /** Runs an action after a part of takeover-after. */
    void later(int part, Runnable action) {
        parts.loop().schedule(parts.config().takeoverAfter().dividedBy(part), action);
    }

    /** A login could not claim its user id. */
    void unavailable(String words) {
        unavailable.log("a login was refused because its user id could not be claimed: {}", words);
    }
}
