package io.onesend.chat.user;

/**
 * One login under way, told from others by identity: its answer comes back when the session may be gone or logging in
 * anew.
 */
public final class LoginAttempt {

    private final String userId;

    public LoginAttempt(String userId) {
        this.userId = userId;
    }

    public String userId() {
        return userId;
    }
}
