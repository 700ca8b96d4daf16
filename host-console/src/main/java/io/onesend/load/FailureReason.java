package io.onesend.load;

/** What went wrong, and how often. */
public record FailureReason(String words, long times) {

    @Override
    public String toString() {
        return times == 1 ? words : words + ", " + times + " times";
    }
}
