package io.onesend.it.speed.cluster;

/** A member who sends: knows of each message under way when it was sent, and who has not got it yet. Event loop. */
final class Sender {

    /** Of each sender. Far more than a pace by the clock needs with a server that keeps up. */
    private static final int MOST_UNDER_WAY = 4096;

    private final Traffic traffic;
    private final Member member;
    private final int expected;
    private final long[] sentAt = new long[MOST_UNDER_WAY];
    private final int[] missing = new int[MOST_UNDER_WAY];

    private int sent;
    private int answered;
    private int done;

    Sender(Traffic traffic, Member member, int members) {
        this.traffic = traffic;
        this.member = member;
        expected = members + (member.isAnswered() ? 1 : 0);
    }

    int underWay() {
        return sent - done;
    }

    void say() {
        int slot = sent % MOST_UNDER_WAY;
        if (missing[slot] > 0) {
            traffic.failed("the system does not keep up: " + MOST_UNDER_WAY + " messages of one sender are under way");
            return;
        }
        sentAt[slot] = System.nanoTime();
        missing[slot] = expected;
        traffic.sent();
        member.say(sent++);
    }

    /** Its oldest message without an answer is answered. */
    void answered(long now) {
        int slot = answered++ % MOST_UNDER_WAY;
        traffic.answered(now - sentAt[slot]);
        arrived(slot);
    }

    /** A member has got this message. */
    void heard(int sequence, long now) {
        int slot = sequence % MOST_UNDER_WAY;
        traffic.delivered(now - sentAt[slot]);
        arrived(slot);
    }

    private void arrived(int slot) {
        if (--missing[slot] == 0) {
            done++;
            traffic.done(this);
        }
    }
}
