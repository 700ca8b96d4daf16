package io.onesend.host.ops;

import io.onesend.host.text.SafeText;
import java.util.List;
import java.util.function.Supplier;

/** What an operation has found, for programs and for people. */
public interface OpsAnswer {

    /** Records, lists and maps that Jackson writes. */
    Object json();

    /** For the console; other people's text in them is escaped. */
    List<String> lines();

    /** An answer whose lines are escaped here. */
    static OpsAnswer of(Object json, List<String> lines) {
        return of(json, () -> lines);
    }

    /**
     * The same for many lines. They are made for those who read them: who asks for JSON each second does not pay for them.
     *
     * @param lines made from what was found before, on the thread that asks for the lines
     */
    static OpsAnswer of(Object json, Supplier<List<String>> lines) {
        return new OpsAnswer() {
            @Override
            public Object json() {
                return json;
            }

            @Override
            public List<String> lines() {
                return lines.get().stream().map(SafeText::escape).toList();
            }
        };
    }

    static OpsAnswer of(Object json, String line) {
        return of(json, List.of(line));
    }
}
