package io.onesend.load;

/**
 * A group of dummies that do the same.
 *
 * @param dummies how many
 * @param rooms how many rooms they are spread over
 * @param firstRoom the number of the first one
 * @param senders how many members of each room send messages
 */
public record LoadGroup(
        Scenario scenario, int dummies, LoadPace pace, SizeRange sizes, int rooms, int firstRoom, int senders) {

    public LoadGroup {
        if (dummies < 1 || rooms < 1 || firstRoom < 0 || senders < 0) {
            throw new IllegalArgumentException("no such group");
        }
    }
}
