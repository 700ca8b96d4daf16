package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Functions.Claim;
import io.onesend.chat.cluster.Replies.ClaimStatus;
import io.onesend.chat.cluster.Replies.Claimed;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.cluster.Replies.HostLines;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The contract of the functions on keys of no partition, without Redis: who holds a user id, the lines of the hosts, what they agree on. */
final class ModelClaims {

    private static final Claimed NOBODY = new Claimed(ClaimStatus.OK, "", "");

    private final Map<String, Claimed> claims = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    /** Who held the ids last that were given back with a token. */
    private final Map<String, Claimed> givenBack = new HashMap<>();

    private final TreeMap<String, String> lines = new TreeMap<>();
    private final TreeMap<String, String> meta = new TreeMap<>();

    ModelClaims copy() {
        ModelClaims copy = new ModelClaims();
        copy.claims.putAll(claims);
        copy.tokens.putAll(tokens);
        copy.givenBack.putAll(givenBack);
        copy.lines.putAll(lines);
        copy.meta.putAll(meta);
        return copy;
    }

    Claimed claim(String userId, Claim claim) {
        Claimed held = claims.getOrDefault(userId, NOBODY);
        String uniqueId = Long.toString(claim.uniqueId());
        ClaimStatus status;
        if (!claim.offeredHash().isEmpty()) {
            held = held.hid().isEmpty() ? givenBack.getOrDefault(userId, NOBODY) : held;
            status = claim.offeredHash().equals(tokens.get(userId)) ? ClaimStatus.TAKEN : ClaimStatus.UNKNOWN;
        } else if (held.hid().isEmpty()
                || (held.hid().equals(claim.hid()) && held.uniqueId().equals(uniqueId))) {
            status = ClaimStatus.OK;
        } else if (held.hid().equals(claim.replacesHid()) && held.uniqueId().equals(claim.replacesUniqueId())) {
            status = ClaimStatus.TAKEN;
        } else {
            status = ClaimStatus.HELD;
        }
        if (status == ClaimStatus.OK || status == ClaimStatus.TAKEN) {
            boolean keepsNumber =
                    !claim.offeredHash().isEmpty() && !held.uniqueId().isEmpty();
            claims.put(userId, new Claimed(ClaimStatus.OK, claim.hid(), keepsNumber ? held.uniqueId() : uniqueId));
            tokens.put(userId, claim.tokenHash());
        }
        boolean named = status == ClaimStatus.TAKEN || status == ClaimStatus.HELD;
        return new Claimed(status, named ? held.hid() : "", named ? held.uniqueId() : "");
    }

    boolean release(String userId, String hid, long uniqueId, boolean tokenStays) {
        Claimed held = claims.get(userId);
        if (held == null || !held.hid().equals(hid) || !held.uniqueId().equals(Long.toString(uniqueId))) {
            return false;
        }
        if (tokenStays) {
            claims.put(userId, NOBODY);
            givenBack.put(userId, held);
        } else {
            claims.remove(userId);
            tokens.remove(userId);
            givenBack.remove(userId);
        }
        return true;
    }

    /** Who holds a user id; empty: nobody. */
    Holder holder(String key) {
        Claimed held = claims.getOrDefault(key, NOBODY);
        return new Holder(held.hid(), held.uniqueId());
    }

    /** All lines of hosts, after one was written, or taken away, and one dropped if it has not changed. */
    HostLines host(String hid, String line, String dropHid, String dropLine) {
        boolean known = lines.containsKey(hid);
        boolean drops = !dropHid.equals(hid) && dropLine.equals(lines.get(dropHid));
        if (line.isEmpty()) {
            lines.remove(hid);
        } else {
            lines.put(hid, line);
        }
        if (drops) {
            lines.remove(dropHid);
        }
        return new HostLines(known, new TreeMap<>(lines));
    }

    /** What all hosts agree on; the first one says it. */
    Map<String, String> meta(Map<String, String> terms) {
        if (meta.isEmpty()) {
            meta.putAll(terms);
        }
        return new TreeMap<>(meta);
    }
}
