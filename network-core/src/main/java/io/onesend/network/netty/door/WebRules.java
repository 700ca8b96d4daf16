package io.onesend.network.netty.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.onesend.network.Doors;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.logic.AnyThread;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each request to one port. */
@AnyThread
final class WebRules {

    private static final int SOONEST_RETRY_SECONDS = 5;
    private static final int LATEST_RETRY_SECONDS = 30;

    private final WebSocketSettings settings;
    private final PageTable pages;

    /** What becomes of a request. */
    sealed interface Outcome {
        /** Whether no request after this one is answered. */
        boolean isLast();
    }

    /** @param withText not for HEAD */
    record Refused(WebAnswer answer, boolean withText) implements Outcome {
        @Override
        public boolean isLast() {
            return true;
        }
    }

    record Paged(PageAnswer answer, boolean isLast) implements Outcome {}

    record Upgraded(UpgradeRequest request) implements Outcome {
        @Override
        public boolean isLast() {
            return true;
        }
    }

    WebRules(Doors doors) {
        settings = doors.webSocket();
        pages = new PageTable(doors.pages());
    }

    /** What becomes of a request that may have no answer, whatever it asks for; null: {@link #outcomeOf} decides. */
    @Nullable
    Outcome refusalOf(WebRequest request) {
        WebAnswer refusal = request.refusal(settings.hosts());
        return refusal == null ? null : refused(request, refusal);
    }

    /**
     * What becomes of a request that is not refused yet.
     *
     * @param draining whether the server lets nobody in any more
     */
    Outcome outcomeOf(WebRequest request, boolean draining) {
        if (draining) {
            return refused(request, comeBackLater());
        }
        if (request.path().equals(settings.path())) {
            UpgradeRequest upgrade = new UpgradeRequest(request, settings);
            WebAnswer refusal = upgrade.refusal();
            return refusal == null ? new Upgraded(upgrade) : refused(request, refusal);
        }
        if (pages.isEmpty() || request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return refused(request, WebAnswer.of(HttpResponseStatus.NOT_FOUND, "There is nothing at this path."));
        }
        return new Paged(pages.answerTo(request), !request.keepsConnection());
    }

    private static Refused refused(WebRequest request, WebAnswer answer) {
        return new Refused(answer, !request.isHead());
    }

    /** At random, so that all do not come at once. */
    private static WebAnswer comeBackLater() {
        int seconds = ThreadLocalRandom.current().nextInt(SOONEST_RETRY_SECONDS, LATEST_RETRY_SECONDS + 1);
        return new WebAnswer(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                Map.of("Retry-After", String.valueOf(seconds)),
                "This server is stopping.");
    }
}
