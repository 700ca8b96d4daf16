package io.onesend.host.ops;

import io.onesend.host.text.SafeText;
import java.util.List;

/** What an operation has found, for programs and for people. */
public interface OpsAnswer {

    /** Records, lists and maps that Jackson writes. */
    Object json();

    /** For the console; other people's text in them is escaped. */
    List<String> lines();

    /** An answer whose lines are escaped here. */
    static OpsAnswer of(Object json, List<String> lines) {
        List<String> safe = lines.stream().map(SafeText::escape).toList();
        return new OpsAnswer() {
            @Override
            public Object json() {
                return json;
            }

            @Override
            public List<String> lines() {
                return safe;
            }
        };
    }

    static OpsAnswer of(Object json, String line) {
        return of(json, List.of(line));
    }
}
