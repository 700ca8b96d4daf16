package io.onesend.host.admin.access;

import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;

/** A request may not have what it asks for; it has an answer that says why. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    public RefusedException(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    static RefusedException of(int status, String detail) {
        return new RefusedException(Problem.of(status, detail));
    }

    public Answer answer() {
        return answer;
    }
}
