package io.onesend.chat.login;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.SessionTokenNotify;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.LoginAttempt;
import io.onesend.chat.user.UserClaims;
import io.onesend.chat.user.UserClaims.TakenOver;
import io.onesend.chat.user.UserDirectory;
import io.onesend.chat.user.UserIdRule;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.Session;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Answers logins. A session is suspended from its request to its answer, so that what it sent behind the request waits; the check
 * runs on another thread and comes back through the logic loop, when the state may have changed.
 */
@LogicThread
public final class LoginHandler {

    /** Ends a session that was not logged in for too long. */
    public static final DisconnectReason LOGIN_TIMEOUT = DisconnectReason.of("login-timeout", Fault.PEER);

    private static final Logger LOG = LoggerFactory.getLogger(LoginHandler.class);

    private final OwningThread owner = new OwningThread();
    private Duration timeout;
    private boolean packetsRenewTimeout;
    private final UserDirectory users;
    private final UserClaims claims;
    private final Authenticator authenticator;
    private final LoginFailures failures;
    private final ChatCounters counters;
    private final RateLimitedLog defects = new RateLimitedLog(LOG, Level.ERROR);
    private final SparseWarning unavailable;
    private final SparseWarning throttled;
    private final ResumeHandler resumes;

    public LoginHandler(
            ChatConfig config,
            UserDirectory users,
            UserClaims claims,
            Authenticator authenticator,
            ChatCounters counters,
            LongSupplier nanoTime) {
        timeout = config.loginTimeout();
        packetsRenewTimeout = config.echo();
        this.users = users;
        this.claims = claims;
        this.authenticator = authenticator;
        this.counters = counters;
        failures = new LoginFailures(config.loginThrottle(), nanoTime);
        unavailable = new SparseWarning(LOG, nanoTime, "logins that could not be checked");
        throttled = new SparseWarning(LOG, nanoTime, "logins refused after too many failures");
        resumes = new ResumeHandler(users, claims, failures, throttled);
    }

    /** Takes other times and limits: the time to log in holds for sessions that begin later, the limits from now on. */
    public void change(ChatConfig config) {
        assert owner.isCurrent();
        timeout = config.loginTimeout();
        packetsRenewTimeout = config.echo();
        failures.change(config.loginThrottle());
    }

    /**
     * Starts the session's time to log in, attempts and waiting included. Some clients of a server that echoes only use the echo,
     * so there each packet starts the session's time again.
     */
    public void connected(Session session) {
        assert owner.isCurrent();
        if (timeout.isZero()) {
            return;
        }
        if (packetsRenewTimeout) {
            session.setSilenceDeadline(timeout, LOGIN_TIMEOUT);
        } else {
            session.setDeadline(timeout, LOGIN_TIMEOUT);
        }
    }

    /** For a user who is neither logged in nor logging in: refuses at once what needs no check, or starts the check. */
    public void request(ChatUser user, LoginRequest request) {
        assert owner.isCurrent();
        String given = request.userId();
        String userId = given == null ? "" : UserIdRule.normalize(given);
        if (!UserIdRule.allows(userId)) {
            answer(user, ResultCode.LOGIN_USER_INVALID_ID);
        } else if (users.isBanned(userId)) {
            answer(user, ResultCode.LOGIN_TOO_MANY_ATTEMPTS);
        } else if (users.isFull() && !isLingering(userId)) {
            // Checked again after the login's check; checked here so that a full server does no work for nothing.
            answer(user, ResultCode.LOGIN_USER_USED_ALL_OBJ);
        } else if (failures.tooMany(userId, addressOf(user))) {
            throttled.add(addressOf(user).toString());
            answer(user, ResultCode.LOGIN_TOO_MANY_ATTEMPTS);
        } else {
            start(user, new Credentials(userId, request.password(), user.session()::isOpen));
        }
    }

    /**
     * For a user who is neither logged in nor logging in: logs it in by the token of the session that it had.
     *
     * @param then called once it is logged in; its session is suspended, and it is not answered yet
     */
    public void resume(ChatUser user, ResumeRequest request, Consumer<TakenOver> then) {
        assert owner.isCurrent();
        resumes.request(user, request, then);
    }

    /** Counts a refusal by the protocol's table: a login on a session that has one already. */
    public void refused(LoginResponse answer) {
        assert owner.isCurrent();
        counters.login(answer.result());
    }

    /** The session ended, logged in or not. */
    public void disconnected(ChatUser user) {
        assert owner.isCurrent();
        if (users.remove(user)) {
            claims.release(user.userId(), user.uniqueId());
        }
    }

    /** Such a user gives its place away. */
    private boolean isLingering(String userId) {
        ChatUser here = users.find(userId);
        return here != null && here.isLingering();
    }

    private void start(ChatUser user, Credentials credentials) {
        LoginAttempt attempt = new LoginAttempt(credentials.userId());
        user.loginStarted(attempt);
        user.session().suspend();
        authenticator
                .check(credentials)
                .whenComplete((right, failed) ->
                        runOnLoop(user.session(), () -> checked(user, attempt, credentials, right, failed)));
    }

    @AnyThread
    private static void runOnLoop(Session session, Runnable task) {
        try {
            session.logicLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("session {}: the server has stopped before its login was checked", session.id());
        }
    }

    private void checked(
            ChatUser user,
            LoginAttempt attempt,
            Credentials credentials,
            @Nullable Boolean right,
            @Nullable Throwable failed) {
        if (isGone(user, attempt)) {
            return;
        }
        ResultCode refusal = refusalOf(user, attempt, right, failed);
        if (refusal != ResultCode.NONE) {
            finish(user, attempt, refusal);
        } else {
            claim(user, attempt, credentials);
        }
    }

    /** The password is right; another session may still have the id. */
    private void claim(ChatUser user, LoginAttempt attempt, Credentials credentials) {
        long uniqueId = users.newUniqueId();
        claims.claim(user, attempt.userId(), uniqueId, result -> claimed(user, attempt, credentials, uniqueId, result));
    }

    private void claimed(
            ChatUser user, LoginAttempt attempt, Credentials credentials, long uniqueId, ResultCode result) {
        if (isGone(user, attempt)) {
            if (result == ResultCode.NONE) {
                claims.release(attempt.userId(), uniqueId);
            }
        } else if (result != ResultCode.NONE) {
            finish(user, attempt, result);
        } else if (authenticator.usesUp()) {
            useUp(user, attempt, credentials, uniqueId);
        } else {
            finishClaimed(user, attempt, uniqueId, users.admit(user, attempt.userId(), uniqueId));
        }
    }

    /** The last step of a login that nothing else can refuse any more: its id and its place are kept meanwhile. */
    private void useUp(ChatUser user, LoginAttempt attempt, Credentials credentials, long uniqueId) {
        ResultCode refusal = users.reserve(attempt.userId());
        if (refusal != ResultCode.NONE) {
            finishClaimed(user, attempt, uniqueId, refusal);
            return;
        }
        authenticator
                .useUp(credentials)
                .whenComplete((right, failed) ->
                        runOnLoop(user.session(), () -> usedUp(user, attempt, uniqueId, right, failed)));
    }

    private void usedUp(
            ChatUser user, LoginAttempt attempt, long uniqueId, @Nullable Boolean right, @Nullable Throwable failed) {
        users.release(attempt.userId());
        if (isGone(user, attempt)) {
            claims.release(attempt.userId(), uniqueId);
            return;
        }
        ResultCode refusal = refusalOf(user, attempt, right, failed);
        finishClaimed(
                user,
                attempt,
                uniqueId,
                refusal == ResultCode.NONE ? users.admit(user, attempt.userId(), uniqueId) : refusal);
    }

    private void finishClaimed(ChatUser user, LoginAttempt attempt, long uniqueId, ResultCode result) {
        if (result != ResultCode.NONE) {
            claims.release(attempt.userId(), uniqueId);
        }
        finish(user, attempt, result);
    }

    private static boolean isGone(ChatUser user, LoginAttempt attempt) {
        boolean gone = !user.isWaitingFor(attempt);
        if (gone) {
            LOG.debug(
                    "session {}: gone before its login was checked",
                    user.session().id());
        }
        return gone;
    }

    private void finish(ChatUser user, LoginAttempt attempt, ResultCode result) {
        if (result != ResultCode.NONE) {
            user.loginFailed();
        } else {
            user.session().clearDeadline();
        }
        LOG.debug("session {}: login of '{}': {}", user.session().id(), attempt.userId(), result);
        answer(user, result);
        String token = user.token();
        if (result == ResultCode.NONE && token != null) {
            user.send(new SessionTokenNotify(token));
        }
        user.session().resume();
    }

    /** Why the check's answer refuses this login; NONE: it does not. */
    private ResultCode refusalOf(
            ChatUser user, LoginAttempt attempt, @Nullable Boolean right, @Nullable Throwable failed) {
        return failed == null && right != null
                ? refusalOf(user, attempt.userId(), right)
                : unavailable(user.session(), failed);
    }

    private ResultCode refusalOf(ChatUser user, String userId, boolean right) {
        if (failures.tooMany(userId, addressOf(user))) {
            // Checked again, even if the password is right: guesses made side by side must not get past the limit.
            throttled.add(addressOf(user).toString());
            return ResultCode.LOGIN_TOO_MANY_ATTEMPTS;
        }
        if (!right) {
            failures.count(userId, addressOf(user));
            return ResultCode.LOGIN_USER_INVALID_PW;
        }
        return ResultCode.NONE;
    }

    private ResultCode unavailable(Session session, @Nullable Throwable failed) {
        Throwable cause = causeOf(failed);
        if (cause instanceof RejectedExecutionException) {
            unavailable.add("too many passwords wait to be hashed");
        } else if (cause instanceof AccountStoreException) {
            // A stack trace does not help when Redis cannot be reached.
            unavailable.add(String.valueOf(cause.getMessage()));
        } else if (!(cause instanceof CancellationException)) {
            defects.log(cause, "session {}: the check of its login failed", session.id());
        }
        return ResultCode.LOGIN_BACKEND_UNAVAILABLE;
    }

    private static Throwable causeOf(@Nullable Throwable failed) {
        if (failed == null) {
            return new IllegalStateException("the check ended without an answer");
        }
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    private void answer(ChatUser user, ResultCode result) {
        counters.login(result);
        user.send(new LoginResponse(result));
    }

    private static SocketAddress addressOf(ChatUser user) {
        return user.session().remoteAddress();
    }
}
