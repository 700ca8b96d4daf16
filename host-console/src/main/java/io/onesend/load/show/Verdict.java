package io.onesend.load.show;

import io.onesend.load.LoadCount;
import java.util.StringJoiner;

/** The outcome of a run in one sentence. */
final class Verdict {

    private Verdict() {}

    static boolean isRight(LoadResult result) {
        return result.counts().wrong() == 0;
    }

    static String of(LoadResult result) {
        if (!isRight(result)) {
            return wrong(result);
        }
        long delivered = result.counts().of(LoadCount.DELIVERED);
        if (delivered == 0) {
            return "Nothing went wrong.";
        }
        return "Nothing went wrong: " + Figures.count(delivered) + " delivered, each once and in order.";
    }

    private static String wrong(LoadResult result) {
        StringJoiner kinds = new StringJoiner(", ");
        for (LoadCount count : LoadCount.values()) {
            long number = result.counts().of(count);
            if (count.isWrong() && number > 0) {
                kinds.add(count.words() + " " + Figures.count(number));
            }
        }
        long wrong = result.counts().wrong();
        return Figures.count(wrong) + (wrong == 1 ? " thing" : " things") + " went wrong: " + kinds + ".";
    }
}
