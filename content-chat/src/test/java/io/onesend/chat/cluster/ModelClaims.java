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

    /** Who holds an id, by its key. */
    final Map<String, Holder> holders = new HashMap<>();

    /** By hid. */
    final TreeMap<String, String> lines = new TreeMap<>();

    final TreeMap<String, String> meta = new TreeMap<>();

    private final Map<String, String> tokens = new HashMap<>();

    /** Who held the ids last that were given back with a token. */
    private final Map<String, Holder> givenBack = new HashMap<>();

    ModelClaims copy() {
        ModelClaims copy = new ModelClaims();
        copy.holders.putAll(holders);
        copy.lines.putAll(lines);
        copy.meta.putAll(meta);
        copy.tokens.putAll(tokens);
        copy.givenBack.putAll(givenBack);
        return copy;
    }

    Claimed claim(String key, Claim claim) {
        Holder claimant = new Holder(claim.claimId(), Long.toString(claim.uniqueId()));
        boolean offersToken = !claim.offeredHash().isEmpty();
        Holder held = holder(key);
        if (offersToken && held.isNobody()) {
            held = givenBack.getOrDefault(key, Holder.NOBODY);
        }
        ClaimStatus status = offersToken ? statusOfToken(key, claim) : statusOfLogin(held, claimant, claim);
        if (status == ClaimStatus.OK || status == ClaimStatus.TAKEN) {
            boolean keepsNumber = offersToken && !held.uniqueId().isEmpty();
            holders.put(key, keepsNumber ? new Holder(claim.claimId(), held.uniqueId()) : claimant);
            tokens.put(key, claim.tokenHash());
        }
        boolean isNamed = status == ClaimStatus.TAKEN || status == ClaimStatus.HELD;
        return new Claimed(status, isNamed ? held : Holder.NOBODY);
    }

    private ClaimStatus statusOfToken(String key, Claim claim) {
        return claim.offeredHash().equals(tokens.get(key)) ? ClaimStatus.TAKEN : ClaimStatus.UNKNOWN;
    }

    private static ClaimStatus statusOfLogin(Holder held, Holder claimant, Claim claim) {
        if (held.isNobody() || held.equals(claimant)) {
            return ClaimStatus.OK;
        }
        return held.equals(new Holder(claim.replacesClaimId(), claim.replacesUniqueId()))
                ? ClaimStatus.TAKEN
                : ClaimStatus.HELD;
    }

    boolean release(String key, String claimId, long uniqueId, boolean tokenStays) {
        Holder held = new Holder(claimId, Long.toString(uniqueId));
        if (!holders.remove(key, held)) {
            return false;
        }
        if (tokenStays) {
            givenBack.put(key, held);
        } else {
            tokens.remove(key);
            givenBack.remove(key);
        }
        return true;
    }

    /** Who holds a user id; empty: nobody. */
    Holder holder(String key) {
        return holders.getOrDefault(key, Holder.NOBODY);
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
