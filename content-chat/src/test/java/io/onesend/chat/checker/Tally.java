package io.onesend.chat.checker;

import java.util.ArrayList;
import java.util.List;

/** Counts differences, and keeps the first of them in words. */
final class Tally {

    private static final int MOST_WORDS = 20;

    long lost;
    long repeated;
    long missing;
    long reordered;
    long vanished;
    long wrong;

    final List<String> words = new ArrayList<>();

    void lost(String what) {
        lost++;
        say("lost", what);
    }

    void repeated(String what) {
        repeated++;
        say("repeated", what);
    }

    void missing(String what) {
        missing++;
        say("missing", what);
    }

    void reordered(String what) {
        reordered++;
        say("reordered", what);
    }

    void vanished(String what) {
        vanished++;
        say("vanished", what);
    }

    void wrong(String what) {
        wrong++;
        say("wrong", what);
    }

    private void say(String kind, String what) {
        if (words.size() < MOST_WORDS) {
            words.add(kind + ": " + what);
        }
    }

    long total() {
        return lost + repeated + missing + reordered + vanished + wrong;
    }

    void add(Tally other) {
        lost += other.lost;
        repeated += other.repeated;
        missing += other.missing;
        reordered += other.reordered;
        vanished += other.vanished;
        wrong += other.wrong;
        other.words.stream().limit(MOST_WORDS - words.size()).forEach(words::add);
    }
}
