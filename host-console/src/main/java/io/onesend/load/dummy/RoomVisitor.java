package io.onesend.load.dummy;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;

/** A dummy whose turn enters a room and leaves it. It is logged in all the time. */
final class RoomVisitor extends SingleTurns {

    private final int room;
    private long loginBegun;
    private boolean loggedIn;

    RoomVisitor(RunContext context, Listener listener, int number, int room) {
        super(context, listener, number);
        this.room = room;
    }

    @Override
    void prepare() {
        connect();
    }

    @Override
    void linked() {
        loginBegun = context.now();
        link.request(UserPool.login(context.plan, number));
    }

    @Override
    boolean canBegin() {
        return loggedIn;
    }

    @Override
    void begin() {
        link.request(new RoomEnterRequest(room));
    }

    @Override
    public void answered(Answer answer, int result) {
        boolean granted = result == ResultCode.NONE.code();
        if (!granted) {
            context.refused(answer, result);
        }
        switch (answer) {
            case LOGIN -> loginAnswered(granted);
            case ENTER -> enterAnswered(granted);
            case LEAVE -> leaveAnswered(granted);
            case CHAT -> {}
        }
    }

    private void loginAnswered(boolean granted) {
        if (granted) {
            loggedIn = true;
            context.prepared(LatencyKind.LOGIN, loginBegun);
            context.tally.add(LoadCount.LOGGED_IN);
            listener.ready(this);
        } else {
            link.close();
        }
    }

    private void enterAnswered(boolean granted) {
        if (granted) {
            context.tally.add(LoadCount.ENTERED);
            done(LatencyKind.ENTER);
            link.request(new RoomLeaveRequest());
        } else {
            overAfterFailure();
        }
    }

    private void leaveAnswered(boolean granted) {
        if (granted) {
            context.tally.add(LoadCount.LEFT);
            over();
        } else {
            overAfterFailure();
        }
    }

    @Override
    void unlinked(boolean wanted) {
        loggedIn = false;
        end();
        listener.out(this);
    }
}
