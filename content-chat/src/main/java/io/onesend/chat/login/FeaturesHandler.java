package io.onesend.chat.login;

import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;

/** Grants clients of a cluster's host what they ask for before their login. */
@LogicThread
public final class FeaturesHandler {

    private final OwningThread owner = new OwningThread();
    private final ClusterConfig config;

    public FeaturesHandler(ClusterConfig config) {
        this.config = config;
    }

    /** For a user who is neither logged in nor logging in. A second request replaces the first. */
    public void request(ChatUser user, FeaturesRequest request) {
        assert owner.isCurrent();
        long granted = request.features() & grantable(request.features());
        int history = Math.min(request.history(), config.history().onEnterMax());
        user.granted(granted, history);
        long window = user.has(Features.RESUME) ? config.resume().window().toSeconds() : 0;
        user.send(new FeaturesResponse(granted, history, window));
    }

    /** A client that does not know its position cannot resume, and one that cannot resume does not go elsewhere unseen. */
    private long grantable(long asked) {
        boolean resumes = (asked & Features.POSITIONS) != 0 && config.resume().enabled();
        boolean moves = resumes && (asked & Features.RESUME) != 0;
        return Features.POSITIONS | (resumes ? Features.RESUME : 0) | (moves ? Features.MOVE : 0);
    }
}
