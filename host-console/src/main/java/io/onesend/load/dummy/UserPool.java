package io.onesend.load.dummy;

import io.onesend.chat.packet.LoginRequest;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadUser;

/** The users to log in as. A token works once, so its user is not taken again. */
final class UserPool {

    private final LoadPlan plan;
    private final int[] free;
    private int first;
    private int size;

    /** Hands out one user for each dummy from this number on; all from there on if there are more users than dummies. */
    UserPool(LoadPlan plan, int from, int dummies) {
        this.plan = plan;
        boolean spare = plan.accounts() > plan.dummies();
        free = new int[spare ? plan.accounts() - from : dummies];
        for (int i = 0; i < free.length; i++) {
            free[i] = from + i;
        }
        size = free.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes the user that has not been used for the longest time. */
    int take() {
        int user = free[first];
        first = (first + 1) % free.length;
        size--;
        return user;
    }

    void giveBack(int user) {
        if (plan.scheme() != LoadScheme.TOKEN) {
            free[(first + size++) % free.length] = user;
        }
    }

    static LoginRequest login(LoadPlan plan, int user) {
        LoadUser account = LoadUser.of(plan.scheme(), plan.userPrefix(), user);
        return new LoginRequest(account.id(), account.secret());
    }
}
