package io.onesend.chat.cluster;

import java.util.List;

/** A batch that was made, with what is known of it. */
final class SentBatch {

    /** Those that are sent, in order. */
    final List<Request> requests;

    /** Of the history that Redis has now; given anew if that history does not have this batch. */
    long number;

    final int bytes;
    /** When it was sent the last time. */
    long sentNanos;

    private boolean answered;
    private long answeredAt;

    SentBatch(List<Request> requests, long number) {
        this.requests = requests;
        this.number = number;
        bytes = requests.stream().mapToInt(Request::bytes).sum();
    }

    boolean isAnswered() {
        return answered;
    }

    /** The tick of the answer. */
    long answeredAt() {
        return answeredAt;
    }

    void answered(long tick) {
        answered = true;
        answeredAt = tick;
    }

    /** This history of Redis does not have it. */
    void toBeSentAgain(long newNumber) {
        answered = false;
        number = newNumber;
    }

    /** What was withdrawn is not sent again. An empty batch still is, for its number. */
    void dropWithdrawn() {
        requests.removeIf(Request::isWithdrawn);
    }

    /** Events that Redis has taken. */
    int accepted() {
        return (int) requests.stream().filter(Request::isAccepted).count();
    }

    boolean hasWaiting() {
        return requests.stream().anyMatch(Request::isWaiting);
    }
}
