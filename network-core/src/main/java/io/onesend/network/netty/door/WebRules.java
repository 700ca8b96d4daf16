package io.onesend.network.netty.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.onesend.network.Doors;
import io.onesend.network.TlsSettings;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.logic.AnyThread;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each request to one port. */
@AnyThread
final class WebRules {

    private static final int SOONEST_RETRY_SECONDS = 5;
    private static final int LATEST_RETRY_SECONDS = 30;

    private final WebSocketSettings settings;
    private final PageTable pages;
    private final boolean encryptedOnly;
    private final Predicate<String> isOurs;

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

    /** @param isOfCertificate whether a certificate of the port is for that host, in lower case */
    WebRules(Doors doors, Predicate<String> isOfCertificate) {
        settings = doors.webSocket();
        pages = new PageTable(doors.pages());
        encryptedOnly = doors.tls().mode() == TlsSettings.Mode.REQUIRED;
        isOurs = isOfCertificate.or(name -> settings.hosts().stream().anyMatch(name::equalsIgnoreCase));
    }

    /** What becomes of a request that may have no answer, whatever it asks for; null: {@link #outcomeOf} decides. */
    @Nullable
    Outcome refusalOf(WebRequest request) {
        WebAnswer refusal = request.refusal(isOurs);
        return refusal == null ? null : refused(request, refusal);
    }

    /**
     * What becomes of a request that is not refused yet.
     *
     * @param encrypted whether it came over TLS
     * @param draining whether the server lets nobody in any more
     */
    Outcome outcomeOf(WebRequest request, boolean encrypted, boolean draining) {
        if (encryptedOnly && !encrypted) {
            return refused(request, comeEncrypted(request));
        }
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

    private static WebAnswer comeEncrypted(WebRequest request) {
        return new WebAnswer(
                HttpResponseStatus.PERMANENT_REDIRECT,
                Map.of("Location", request.encryptedAddress()),
                "This server speaks TLS only: the address begins with https.");
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
