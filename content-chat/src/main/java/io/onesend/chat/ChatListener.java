package io.onesend.chat;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.FeaturesHandler;
import io.onesend.chat.login.LoginHandler;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.chat.room.RoomHandler;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The chat's session listener: attaches a user to each session, and dispatches packets by the protocol's table. */
@LogicThread
final class ChatListener implements SessionListener<ClientPacket>, ChatHandlers {

    private final OwningThread owner = new OwningThread();
    private ChatConfig config;
    private final ChatCounters counters;
    private final Function<Session, ChatUser> userOf;
    private final LoginHandler login;
    private final RoomHandler rooms;
    private final @Nullable OfCluster cluster;

    /** What a host has beside its rooms and logins if it is one of a cluster. */
    record OfCluster(FeaturesHandler features, Lingering lingering) {}

    /**
     * Makes the listener of a host.
     *
     * @param cluster null: the host is alone
     */
    ChatListener(
            ChatConfig config,
            ChatCounters counters,
            Function<Session, ChatUser> userOf,
            LoginHandler login,
            RoomHandler rooms,
            @Nullable OfCluster cluster) {
        this.config = config;
        this.counters = counters;
        this.userOf = userOf;
        this.login = login;
        this.rooms = rooms;
        this.cluster = cluster;
    }

    /** Echoes and counts unknown packets by this from now on. */
    void change(ChatConfig newConfig) {
        assert owner.isCurrent();
        config = newConfig;
    }

    @Override
    public void onConnect(Session session) {
        session.attach(userOf.apply(session));
        login.connected(session);
    }

    @Override
    public void onReceive(Session session, ClientPacket packet) {
        ChatProtocol.dispatch(this, attachedTo(session), packet);
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        ChatUser user = attachedTo(session);
        if (user.state() == ChatUser.State.GONE) {
            // Another session has taken its place.
            return;
        }
        if (cluster == null || !cluster.lingering.begin(user, reason, () -> leave(user))) {
            leave(user);
        }
    }

    private void leave(ChatUser user) {
        rooms.disconnected(user);
        login.disconnected(user);
        user.disconnected();
    }

    @Override
    public void echo(ChatUser user, DevEcho packet) {
        if (config.echo()) {
            user.send(packet);
        } else {
            countUnknown(user, ChatProtocol.idOf(DevEcho.class));
        }
    }

    @Override
    public void ping(ChatUser user, Ping packet) {
        user.send(new Pong(packet.number()));
    }

    @Override
    public void login(ChatUser user, LoginRequest packet) {
        login.request(user, packet);
    }

    @Override
    public void enter(ChatUser user, RoomEnterRequest packet) {
        rooms.enter(user, packet);
    }

    @Override
    public void leave(ChatUser user, RoomLeaveRequest packet) {
        rooms.leave(user);
    }

    @Override
    public void chat(ChatUser user, RoomChatRequest packet) {
        rooms.chat(user, packet);
    }

    /** A host that is alone can keep nothing of this: to the client it is a server that has never heard of it. */
    @Override
    public void features(ChatUser user, FeaturesRequest packet) {
        if (cluster == null) {
            countUnknown(user, ChatProtocol.idOf(FeaturesRequest.class));
        } else {
            cluster.features.request(user, packet);
        }
    }

    @Override
    public void resume(ChatUser user, ResumeRequest packet) {
        login.resume(user, packet, taken -> rooms.resume(user, packet, taken));
    }

    @Override
    public void refused(ChatUser user, ResultResponse answer) {
        if (answer instanceof LoginResponse response) {
            login.refused(response);
        }
        user.send(answer);
    }

    @Override
    public void unknown(ChatUser user, UnknownPacket packet) {
        countUnknown(user, packet.id());
    }

    private void countUnknown(ChatUser user, int id) {
        counters.unknownPacket();
        if (user.countUnknownPacket() > config.unknownPackets()) {
            user.session()
                    .abort(DisconnectReason.PROTOCOL_ERROR.withDetail(
                            "more than " + config.unknownPackets() + " unknown packets, the last of id " + id));
        }
    }

    static ChatUser attachedTo(Session session) {
        assert session.logicLoop().inLoop();
        if (session.attachment() instanceof ChatUser user) {
            return user;
        }
        throw new IllegalStateException("session " + session.id() + " has no user");
    }
}
