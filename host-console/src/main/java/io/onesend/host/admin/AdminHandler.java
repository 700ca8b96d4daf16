package io.onesend.host.admin;

import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Request;

/** Answers every request of the admin port; called on an admin thread, several at a time. */
@FunctionalInterface
public interface AdminHandler {

    Answer answer(Request request) throws RefusedException;
}
