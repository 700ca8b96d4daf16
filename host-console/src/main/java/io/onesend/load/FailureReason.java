package io.onesend.load;

/** One thing that went wrong, in words, and how often it did. */
public record FailureReason(String words, long times) {

    @Override
    public String toString() {
        return times == 1 ? words : words + ", " + times + " times";
    }
}
