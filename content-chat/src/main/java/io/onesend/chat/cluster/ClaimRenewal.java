package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ClaimStatus;
import io.onesend.chat.cluster.Replies.Claimed;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims all of this host's user ids again, a few at a time: every ten minutes, and whenever Redis or the other hosts may have
 * forgotten them. A session whose id has gone to another host meanwhile is closed.
 */
@LogicThread
final class ClaimRenewal {

    static final Duration EVERY = Duration.ofMinutes(10);

    /** Claims under way at a time. */
    static final int MOST_UNDER_WAY = 64;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClaimRenewal.class);

    private final OwningThread owner = new OwningThread();
    private final ClaimRoads roads;
    private final LogicLoop loop;
    private final Map<String, ClaimHolding> holdings;
    private Queue<String> left = new ArrayDeque<>();
    private int underWay;
    private boolean isRetried;

    ClaimRenewal(ClaimRoads roads, LogicLoop loop, Map<String, ClaimHolding> holdings) {
        this.roads = roads;
        this.loop = loop;
        this.holdings = holdings;
    }

    void start() {
        assert owner.isCurrent();
        loop.scheduleEvery(EVERY, this::renewAll);
    }

    void renewAll() {
        assert owner.isCurrent();
        left = new ArrayDeque<>(holdings.keySet());
        goOn();
    }

    private void goOn() {
        while (underWay < MOST_UNDER_WAY && !left.isEmpty()) {
            renew(left.remove());
        }
    }

    /** Claims one user id again, if this host has it. */
    void renew(String userId) {
        ClaimHolding holding = holdings.get(userId);
        if (holding != null && holding.isClaimed()) {
            renew(userId, holding, Holder.NOBODY);
        }
    }

    private void renew(String userId, ClaimHolding holding, Holder inPlaceOf) {
        underWay++;
        roads.claim(
                userId,
                holding,
                inPlaceOf,
                claimed -> {
                    underWay--;
                    check(userId, holding, claimed);
                    goOn();
                },
                (why, words) -> {
                    underWay--;
                    retry(words);
                });
    }

    private void check(String userId, ClaimHolding holding, Claimed claimed) {
        if (claimed.status() != ClaimStatus.HELD || holdings.get(userId) != holding) {
            return;
        }
        Holder holder = claimed.holder();
        if (roads.isThisHost(holder.hid())) {
            // Its user came back here on another session, of which this host has not heard: Redis was lost meanwhile.
            // The user may have been elsewhere before that.
            renew(userId, holding, holder);
            roads.dropElsewhere(userId, holder.uniqueId());
        } else {
            LOG.debug("a user id has gone to host {}", holder.hid());
            holding.lost();
        }
    }

    /** The rest would fail too: all are claimed again a second later. */
    private void retry(String words) {
        left.clear();
        if (!isRetried) {
            isRetried = true;
            LOG.debug("claims were not renewed: {}", words);
            loop.schedule(AGAIN_AFTER, () -> {
                isRetried = false;
                renewAll();
            });
        }
    }
}
