package io.onesend.chat.login;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.LoginAttempt;
import io.onesend.chat.user.UserClaims;
import io.onesend.chat.user.UserClaims.TakenOver;
import io.onesend.chat.user.UserDirectory;
import io.onesend.chat.user.UserIdRule;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.net.SocketAddress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs users in by the tokens of sessions that they had. A wrong token counts as a failed login. */
@LogicThread
final class ResumeHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeHandler.class);

    private final OwningThread owner = new OwningThread();
    private final UserDirectory users;
    private final UserClaims claims;
    private final LoginFailures failures;
    private final SparseWarning throttled;

    ResumeHandler(UserDirectory users, UserClaims claims, LoginFailures failures, SparseWarning throttled) {
        this.users = users;
        this.claims = claims;
        this.failures = failures;
        this.throttled = throttled;
    }

    /** Refuses at once what needs no look at the token, or asks who has the user id. */
    void request(ChatUser user, ResumeRequest request, Consumer<TakenOver> then) {
        assert owner.isCurrent();
        String given = request.userId();
        String userId = given == null ? "" : UserIdRule.normalize(given);
        String token = request.token();
        if (!UserIdRule.allows(userId) || token == null || token.isEmpty()) {
            refuse(user, ResultCode.RESUME_UNKNOWN_TOKEN);
        } else if (users.isBanned(userId)) {
            refuse(user, ResultCode.LOGIN_TOO_MANY_ATTEMPTS);
        } else if (users.isFull() && users.find(userId) == null) {
            refuse(user, ResultCode.LOGIN_USER_USED_ALL_OBJ);
        } else if (failures.tooMany(userId, addressOf(user))) {
            throttled.add(addressOf(user).toString());
            refuse(user, ResultCode.LOGIN_TOO_MANY_ATTEMPTS);
        } else {
            LoginAttempt attempt = new LoginAttempt(userId);
            user.loginStarted(attempt);
            user.session().suspend();
            claims.takeOver(user, userId, token, users.newUniqueId(), taken -> takenOver(user, attempt, taken, then));
        }
    }

    private void takenOver(ChatUser user, LoginAttempt attempt, TakenOver taken, Consumer<TakenOver> then) {
        ResultCode result = taken.result();
        if (result == ResultCode.RESUME_UNKNOWN_TOKEN) {
            failures.count(attempt.userId(), addressOf(user));
        }
        boolean isGone = !user.isWaitingFor(attempt);
        if (result == ResultCode.NONE) {
            result = isGone ? result : admit(user, attempt, taken);
            if (isGone || result != ResultCode.NONE) {
                claims.release(attempt.userId(), taken.uniqueId());
                taken.settled().run();
            }
        }
        LOG.debug("session {}: resume of '{}': {}", user.session().id(), attempt.userId(), result);
        if (isGone) {
            return;
        }
        if (result == ResultCode.NONE) {
            user.session().clearDeadline();
            then.accept(taken);
        } else {
            user.loginFailed();
            refuse(user, result);
            user.session().resume();
        }
    }

    private ResultCode admit(ChatUser user, LoginAttempt attempt, TakenOver taken) {
        if (taken.before() == null) {
            return users.admit(user, attempt.userId(), taken.uniqueId());
        }
        users.replace(taken.before(), user);
        return ResultCode.NONE;
    }

    private void refuse(ChatUser user, ResultCode why) {
        claims.resumeRefused(why);
        user.send(ResumeResponse.refusal(why));
    }

    private static SocketAddress addressOf(ChatUser user) {
        return user.session().remoteAddress();
    }
}
