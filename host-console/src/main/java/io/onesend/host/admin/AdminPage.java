package io.onesend.host.admin;

import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Query;

/** Makes the answer to one path; called on an admin thread, several at a time. */
@FunctionalInterface
public interface AdminPage {

    Answer answer(Query query);
}
