package io.onesend.load.dummy;

import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the dummies of a group. */
final class CrewMembers {

    private final RunContext context;
    private final LoadGroup group;
    private final Dummy.Boss boss;
    private final int firstNumber;
    private final Speech speech;
    private final Accounts accounts;
    private final List<ChatRoom> rooms = new ArrayList<>();

    private CrewMembers(RunContext context, LoadGroup group, Dummy.Boss boss, int firstNumber) {
        this.context = context;
        this.group = group;
        this.boss = boss;
        this.firstNumber = firstNumber;
        this.speech = new Speech(context.plan, group.sizes(), context.run);
        this.accounts = new Accounts(context.plan, firstNumber, group.dummies());
        for (int i = 0; i < group.rooms(); i++) {
            rooms.add(new ChatRoom(group.firstRoom() + i, group.senders()));
        }
    }

    static List<Dummy> hire(RunContext context, LoadGroup group, Dummy.Boss boss, int firstNumber) {
        CrewMembers members = new CrewMembers(context, group, boss, firstNumber);
        List<Dummy> hired = new ArrayList<>(group.dummies());
        for (int i = 0; i < group.dummies(); i++) {
            hired.add(members.member(i));
        }
        return hired;
    }

    private Dummy member(int index) {
        int number = firstNumber + index;
        LoadPace pace = group.pace();
        // Fills one room after the other, as evenly as possible.
        ChatRoom room = rooms.get((int) ((long) index * rooms.size() / group.dummies()));
        return switch (group.scenario()) {
            case CONNECT -> new HoldingDummy(context, boss, number);
            case RECONNECT -> new ReconnectingDummy(context, boss, number);
            case ECHO -> new EchoDummy(context, boss, number, pace, speech);
            case LOGIN -> new LoginDummy(context, boss, number, accounts);
            case ROOM -> new RoomVisitor(context, boss, number, room.number());
            case CHAT -> new ChatDummy(context, boss, number, pace, speech, room);
        };
    }

    /** The senders: the first of each room, then the second of each, and so on, so that turns go round the rooms. */
    static List<Dummy> speakersInTurn(List<Dummy> dummies) {
        return dummies.stream()
                .filter(dummy -> dummy instanceof ChatDummy chat && chat.speaks())
                .sorted(Comparator.comparingInt(dummy -> ((ChatDummy) dummy).voice()))
                .toList();
    }
}
