package io.onesend.host.admin;

/** Makes the answer to one path; called on an admin thread, several at a time. */
@FunctionalInterface
public interface AdminPage {

    Answer answer(Query query);

    /**
     * What a page says.
     *
     * @param status the HTTP status
     */
    record Answer(int status, String contentType, String body) {

        static final String PLAIN = "text/plain; charset=utf-8";

        public static Answer text(int status, String line) {
            return new Answer(status, PLAIN, line + "\n");
        }
    }
}
