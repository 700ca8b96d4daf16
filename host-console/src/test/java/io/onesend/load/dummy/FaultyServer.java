package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server of one room that gets one thing wrong, once; everything else as it should be. */
public final class FaultyServer implements SessionListener<ClientPacket>, AutoCloseable {

    /** What it gets wrong. */
    public enum Fault {
        NONE,
        DROPS,
        DOUBLES,
        SWAPS,
        CHANGES_THE_WORDS,
        CHANGES_THE_NAME,
        MAKES_ONE_UP,
        REFUSES_A_LOGIN,
        REFUSES_AN_ENTER,
        REFUSES_A_MESSAGE,
        CLOSES_A_CONNECTION
    }

    /** Which message has the fault, counted from 0. {@link #VICTIM_USER} is the same for users. */
    private static final int VICTIM = 7;

    private static final int VICTIM_USER = 2;

    private final PacketRegistry<ClientPacket, ServerPacket> registry = ChatProtocol.serverRegistry();
    private final LogicLoop loop = LogicLoop.start("faulty-logic");
    private final Fault fault;
    private final NetworkServer server;
    private final Map<Session, String> users = new HashMap<>();
    private final List<Session> members = new ArrayList<>();
    private final AtomicInteger packets = new AtomicInteger();
    private int logins;
    private int enters;
    private int messages;
    private @Nullable RoomChatNotify held;

    public FaultyServer(Fault fault) {
        this.fault = fault;
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(Transport.NIO)
                .ioThreads(1)
                .build();
        server = NetworkServer.start(config, loop, registry, this);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        loop.close();
    }

    /** Waits until this number of packets has arrived. */
    public void awaitPackets(int count) {
        Awaitility.await().until(() -> packets.get() >= count);
    }

    @Override
    public void onReceive(Session session, ClientPacket packet) {
        packets.incrementAndGet();
        if (packet instanceof LoginRequest login) {
            boolean refused = fault == Fault.REFUSES_A_LOGIN && logins++ == VICTIM_USER;
            users.put(session, String.valueOf(login.userId()));
            send(session, new LoginResponse(refused ? ResultCode.LOGIN_USER_INVALID_PW : ResultCode.NONE));
        } else if (packet instanceof RoomEnterRequest) {
            boolean refused = fault == Fault.REFUSES_AN_ENTER && enters++ == VICTIM_USER;
            if (!refused) {
                members.add(session);
            }
            send(session, new RoomEnterResponse(refused ? ResultCode.ENTER_ROOM_FULL_USER : ResultCode.NONE));
        } else if (packet instanceof RoomLeaveRequest) {
            members.remove(session);
            send(session, new RoomLeaveResponse(ResultCode.NONE));
        } else if (packet instanceof RoomChatRequest chat) {
            chat(session, String.valueOf(chat.message()));
        } else if (packet instanceof DevEcho echo) {
            send(session, echo);
        }
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        members.remove(session);
        users.remove(session);
    }

    private void chat(Session sender, String text) {
        boolean isVictim = messages++ == VICTIM;
        if (isVictim && fault == Fault.REFUSES_A_MESSAGE) {
            send(sender, new RoomChatResponse(ResultCode.ROOM_TOO_MANY_PACKET));
            return;
        }
        send(sender, new RoomChatResponse(ResultCode.NONE));
        RoomChatNotify notify = new RoomChatNotify(users.getOrDefault(sender, ""), text);
        for (Session member : List.copyOf(members)) {
            boolean isWronged = member == members.get(0);
            if (isWronged && isVictim) {
                wrong(member, notify);
            } else {
                send(member, notify);
            }
            RoomChatNotify late = held;
            if (isWronged && !isVictim && late != null && late.userId().equals(notify.userId())) {
                send(member, late);
                held = null;
            }
        }
    }

    private void wrong(Session member, RoomChatNotify notify) {
        switch (fault) {
            case DROPS -> {}
            case DOUBLES -> {
                send(member, notify);
                send(member, notify);
            }
            case SWAPS -> held = notify;
            case CHANGES_THE_WORDS -> {
                send(
                        member,
                        new RoomChatNotify(notify.userId(), notify.message().replace("요", "오")));
            }
            case CHANGES_THE_NAME -> send(member, new RoomChatNotify("somebody", notify.message()));
            case MAKES_ONE_UP -> {
                send(member, notify);
                send(member, new RoomChatNotify(notify.userId(), "I have never said this: 아니요"));
            }
            case CLOSES_A_CONNECTION -> member.close(DisconnectReason.IDLE);
            default -> send(member, notify);
        }
    }

    private void send(Session session, ServerPacket packet) {
        try (EncodedPacket encoded = registry.encode(packet)) {
            session.send(encoded);
        }
    }
}
