package io.onesend.chat.user;

/** One login under way, compared by identity: when its answer comes back, the session may be gone or logging in anew. */
public final class LoginAttempt {

    private final String userId;

    public LoginAttempt(String userId) {
        this.userId = userId;
    }

    public String userId() {
        return userId;
    }
}
