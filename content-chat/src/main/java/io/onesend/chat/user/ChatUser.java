package io.onesend.chat.user;

import io.onesend.chat.config.ChatConfig.Rate;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of one session, from its connect to its disconnect; attached to the session.
 *
 * <pre>
 * CONNECTED → LOGGING_IN → LOGGED_IN ⇄ IN_ROOM      a failed login goes back to CONNECTED
 *     any   → GONE                                  the session ended; nothing leads out of it
 * </pre>
 *
 * Between the end of the session and GONE a user may linger: it stays where it is, so that it can come back unseen.
 */
@LogicThread
public final class ChatUser {

    /** Where a session stands; a packet is handled in one of these, by {@code ChatProtocol}'s table. */
    public enum State {
        CONNECTED,
        LOGGING_IN,
        LOGGED_IN,
        IN_ROOM,
        GONE
    }

    /** In no room. Not a room number: those start at 0. */
    public static final int NO_ROOM = -1;

    private static final int NOT_ASKED = -1;

    private record Stay(LogicTimer timer, Runnable leave) {}

    private final Session session;
    private final PacketRegistry<?, ServerPacket> registry;
    private final ChatRate rate;
    private final LongSupplier nanoTime;

    /** Null until the first message: it starts full. */
    private @Nullable ChatRateLimit messages;

    private State state = State.CONNECTED;
    private @Nullable LoginAttempt attempt;
    private String userId = "";
    private long uniqueId;
    /** In milliseconds since 1970. */
    private long loggedInAt;

    private int roomNumber = NO_ROOM;
    private int unknownPackets;

    /** What its client was granted: bits of {@link Features}. */
    private long features;

    private @Nullable String token;

    /** Not null from the loss of its connection on, while it stays where it is. */
    private @Nullable Stay stay;

    private boolean goesForGood;

    /** Where another session of the same user goes on in its place. */
    private int replacedIn = NO_ROOM;

    /** How many older messages its client wants on entering a room. */
    private int history = NOT_ASKED;

    /** Null until the first one. */
    private @Nullable ChatsUnderWay chatsUnderWay;

    /** With a rate that stays. */
    public ChatUser(Session session, PacketRegistry<?, ServerPacket> registry, Rate rate, LongSupplier nanoTime) {
        this(session, registry, new ChatRate(rate), nanoTime);
    }

    /** With the rate that all sessions have. */
    public ChatUser(Session session, PacketRegistry<?, ServerPacket> registry, ChatRate rate, LongSupplier nanoTime) {
        this.session = session;
        this.registry = registry;
        this.rate = rate;
        this.nanoTime = nanoTime;
    }

    @AnyThread
    public Session session() {
        return session;
    }

    public State state() {
        assert inLoop();
        return state;
    }

    /** The name this user logged in with; empty before. */
    public String userId() {
        assert inLoop();
        return userId;
    }

    /** The number given at the login, never given to another; 0 before. */
    public long uniqueId() {
        assert inLoop();
        return uniqueId;
    }

    /** When this user logged in on this host. */
    public Instant loggedInAt() {
        assert inLoop();
        return Instant.ofEpochMilli(loggedInAt);
    }

    /** Where this user is, or {@link #NO_ROOM}. */
    public int roomNumber() {
        assert inLoop();
        return roomNumber;
    }

    /** Sends to this user alone; the room encodes a packet for several users once. */
    public SendResult send(ServerPacket packet) {
        assert inLoop();
        try (EncodedPacket encoded = registry.encode(packet)) {
            return session.send(encoded);
        }
    }

    /** Sends two packets to this user alone, which reach it together or not at all; neither is dropped. */
    public SendResult send(ServerPacket first, ServerPacket second) {
        assert inLoop();
        try (EncodedPacket both = registry.encodeTogether(first, second, Delivery.MUST_DELIVER)) {
            return session.send(both);
        }
    }

    public void loginStarted(LoginAttempt started) {
        move(State.CONNECTED, State.LOGGING_IN);
        attempt = started;
    }

    /** Whether this user still waits for an answer that just came: it is neither gone nor in another attempt. */
    public boolean isWaitingFor(LoginAttempt answered) {
        assert inLoop();
        return attempt == answered;
    }

    public void loginFailed() {
        move(State.LOGGING_IN, State.CONNECTED);
        attempt = null;
    }

    void loggedIn(String id, long unique) {
        move(State.LOGGING_IN, State.LOGGED_IN);
        attempt = null;
        userId = id;
        uniqueId = unique;
        loggedInAt = System.currentTimeMillis();
    }

    public void entered(int room) {
        move(State.LOGGED_IN, State.IN_ROOM);
        roomNumber = room;
    }

    public void left() {
        move(State.IN_ROOM, State.LOGGED_IN);
        roomNumber = NO_ROOM;
    }

    public boolean isLoggedIn() {
        assert inLoop();
        return state == State.LOGGED_IN || state == State.IN_ROOM;
    }

    /**
     * The session ended, and the user stays where it is.
     *
     * @param timer that ends this
     * @param leave what has to be done then, up to {@link #disconnected}
     */
    public void lingers(LogicTimer timer, Runnable leave) {
        assert inLoop();
        stay = new Stay(timer, leave);
    }

    /** From now on it does not linger: somebody else has its user id, or is about to get it. */
    public void goesForGood() {
        assert inLoop();
        goesForGood = true;
    }

    /** Whether it may linger once its connection is lost. */
    public boolean mayLinger() {
        assert inLoop();
        return !goesForGood && isLoggedIn() && has(Features.RESUME);
    }

    public boolean isLingering() {
        assert inLoop();
        return stay != null;
    }

    /** Leaves now if it lingers; returns whether it did. */
    public boolean stopLingering() {
        assert inLoop();
        Stay ended = stay;
        if (ended == null) {
            return false;
        }
        endStay();
        ended.leave.run();
        return true;
    }

    private void endStay() {
        if (stay != null) {
            stay.timer.cancel();
            stay = null;
        }
    }

    /** The session ended, and the user lingers no more. All lists of users have removed this one before. */
    public void disconnected() {
        assert inLoop();
        endStay();
        state = State.GONE;
        attempt = null;
    }

    /** Another session of the same user goes on in its place, in this room. */
    public void replacedIn(int room) {
        disconnected();
        replacedIn = room;
    }

    /** Whether what it had under way must not take the user out of this room. */
    public boolean isReplacedIn(int room) {
        assert inLoop();
        return replacedIn == room;
    }

    /** The client was told what it may count on; a later grant replaces it. */
    public void granted(long granted, int messages) {
        assert inLoop();
        features = granted;
        history = messages;
    }

    /** Whether the client knows the packets that belong to {@link Features}. */
    public boolean knowsFeatures() {
        assert inLoop();
        return history != NOT_ASKED;
    }

    /** How many older messages come when this user enters a room; {@code otherwise} if its client cannot say. */
    public int historyOr(int otherwise) {
        assert inLoop();
        return history == NOT_ASKED ? otherwise : history;
    }

    /** Whether the client was granted this one of {@link Features}. */
    public boolean has(long feature) {
        assert inLoop();
        return (features & feature) != 0;
    }

    /** The claim of the user id comes with a token, for the client to resume with. */
    public void giveToken(String given) {
        assert inLoop();
        token = given;
    }

    /** What the client may resume with; null: nothing. */
    public @Nullable String token() {
        assert inLoop();
        return token;
    }

    /** Takes one chat message from this session's rate, or returns false. */
    public boolean mayChat() {
        assert inLoop();
        if (messages == null) {
            messages = new ChatRateLimit(rate, nanoTime);
        }
        return messages.take();
    }

    /** Whether a cluster has chats of this user to decide on. */
    public boolean hasChatsUnderWay() {
        assert inLoop();
        return chatsUnderWay != null && !chatsUnderWay.isEmpty();
    }

    /** The chats that a cluster has to decide on. */
    public ChatsUnderWay chatsUnderWay() {
        assert inLoop();
        if (chatsUnderWay == null) {
            chatsUnderWay = new ChatsUnderWay(session);
        }
        return chatsUnderWay;
    }

    /** Counts one more and returns how many there were. */
    public int countUnknownPacket() {
        assert inLoop();
        return ++unknownPackets;
    }

    private void move(State from, State to) {
        assert inLoop();
        if (state != from) {
            throw new IllegalStateException("session " + session.id() + " cannot go from " + state + " to " + to);
        }
        state = to;
    }

    private boolean inLoop() {
        return session.logicLoop().inLoop();
    }
}
