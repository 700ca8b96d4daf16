package io.onesend.load.dummy;

import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the dummies of a group. */
final class DummyFactory {

    private final RunContext context;
    private final LoadGroup group;
    private final Dummy.Listener listener;
    private final int firstNumber;
    private final MessageFormat format;
    private final UserPool users;
    private final List<ChatRoom> rooms = new ArrayList<>();

    private DummyFactory(RunContext context, LoadGroup group, Dummy.Listener listener, int firstNumber) {
        this.context = context;
        this.group = group;
        this.listener = listener;
        this.firstNumber = firstNumber;
        this.format = new MessageFormat(context.plan, group.sizes(), context.run);
        this.users = new UserPool(context.plan, firstNumber, group.dummies());
        for (int i = 0; i < group.rooms(); i++) {
            rooms.add(new ChatRoom(group.firstRoom() + i, group.senders()));
        }
    }

    static List<Dummy> create(RunContext context, LoadGroup group, Dummy.Listener listener, int firstNumber) {
        DummyFactory factory = new DummyFactory(context, group, listener, firstNumber);
        List<Dummy> dummies = new ArrayList<>(group.dummies());
        for (int i = 0; i < group.dummies(); i++) {
            dummies.add(factory.dummy(i));
        }
        return dummies;
    }

    private Dummy dummy(int index) {
        int number = firstNumber + index;
        LoadPace pace = group.pace();
        // Fills one room after the other, as evenly as possible.
        ChatRoom room = rooms.get((int) ((long) index * rooms.size() / group.dummies()));
        return switch (group.scenario()) {
            case CONNECT -> new HoldingDummy(context, listener, number);
            case RECONNECT -> new ReconnectingDummy(context, listener, number);
            case ECHO -> new EchoDummy(context, listener, number, pace, format);
            case LOGIN -> new LoginDummy(context, listener, number, users);
            case ROOM -> new RoomVisitor(context, listener, number, room.number());
            case CHAT -> new ChatDummy(context, listener, number, pace, format, room);
        };
    }

    /** The senders: the first of each room, then the second of each, and so on, so that turns go round the rooms. */
    static List<Dummy> sendersInTurn(List<Dummy> dummies) {
        return dummies.stream()
                .filter(dummy -> dummy instanceof ChatDummy chat && chat.isSender())
                .sorted(Comparator.comparingInt(dummy -> ((ChatDummy) dummy).senderIndex()))
                .toList();
    }
}
