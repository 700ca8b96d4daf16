package io.onesend.host.admin;

import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Request;
import io.onesend.host.page.OperatorPage;
import io.onesend.network.WebPage;
import java.util.Optional;

/**
 * Serves the files of the operators' page. They are open to everybody: they tell nothing of this server. A browser asks each time
 * whether one has changed.
 */
final class AdminFiles {

    private static final String GZIP = "gzip";

    private final OperatorPage page = new OperatorPage();

    /** Empty if the page has no such file. */
    Optional<Answer> answer(Request request) {
        return request.isRead() ? page.at(request.path()).map(file -> answer(file, request)) : Optional.empty();
    }

    boolean has(String path) {
        return page.at(path).isPresent();
    }

    private static Answer answer(WebPage file, Request request) {
        String tag = '"' + file.tag() + '"';
        byte[] compressed = request.header("Accept-Encoding").orElse("").contains(GZIP) ? file.gzip() : null;
        Answer answer;
        if (request.header("If-None-Match").orElse("").contains(tag)) {
            answer = Answer.empty(304);
        } else if (compressed == null) {
            answer = Answer.of(200, file.contentType(), file.bytes());
        } else {
            answer = Answer.of(200, file.contentType(), compressed).with("Content-Encoding", GZIP);
        }
        return answer.with("ETag", tag).with("Vary", "Accept-Encoding").with("Cache-Control", "no-cache");
    }
}
