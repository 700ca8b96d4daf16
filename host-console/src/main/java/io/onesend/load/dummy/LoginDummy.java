package io.onesend.load.dummy;

import io.onesend.chat.packet.ResultCode;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import java.util.concurrent.TimeUnit;

/** A dummy whose turn connects, logs in, closes, and waits for the connection's end. */
final class LoginDummy extends SingleTurns {

    /** How long a server may take to notice that the user's previous connection has ended; until then, asks again. */
    private static final long NOTICED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final UserPool users;
    private int user;
    private long askedFirst;
    private boolean succeeded;

    LoginDummy(RunContext context, Listener listener, int number, UserPool users) {
        super(context, listener, number);
        this.users = users;
    }

    @Override
    void prepare() {
        listener.ready(this);
    }

    @Override
    boolean canBegin() {
        if (users.isEmpty()) {
            listener.out(this);
            return false;
        }
        return true;
    }

    @Override
    void begin() {
        user = users.take();
        succeeded = false;
        connect();
    }

    @Override
    void linked() {
        askedFirst = context.now();
        ask();
    }

    private void ask() {
        link.request(UserPool.login(context.plan, user));
    }

    @Override
    public void answered(Answer answer, int result) {
        if (answer != Answer.LOGIN || link.isClosing()) {
            return;
        }
        if (result == ResultCode.LOGIN_USER_ALREADY.code() && context.now() - askedFirst < NOTICED_WITHIN_NANOS) {
            context.timers.at(context.now() + ASK_AGAIN_NANOS, this::ask);
            return;
        }
        if (result == ResultCode.NONE.code()) {
            context.tally.add(LoadCount.LOGGED_IN);
            succeeded = true;
            done(LatencyKind.LOGIN);
        } else {
            context.refused(answer, result);
        }
        link.close();
    }

    @Override
    void unlinked(boolean wanted) {
        users.giveBack(user);
        if (succeeded) {
            over();
        } else {
            overAfterFailure();
        }
    }
}
