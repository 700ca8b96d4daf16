package io.onesend.chat;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicThread;

/**
 * Keeps the answers to a session in the order of its requests, on a host of a cluster: what comes behind chats that are under way is
 * handled once they are answered. Only a further chat need not wait.
 */
@LogicThread
final class AnswersInOrder implements SessionListener<ClientPacket> {

    private final SessionListener<ClientPacket> chat;

    AnswersInOrder(SessionListener<ClientPacket> chat) {
        this.chat = chat;
    }

    @Override
    public void onConnect(Session session) {
        chat.onConnect(session);
    }

    @Override
    public void onReceive(Session session, ClientPacket packet) {
        ChatUser user = ChatListener.attachedTo(session);
        if (packet instanceof RoomChatRequest || !user.hasChatsUnderWay()) {
            chat.onReceive(session, packet);
        } else {
            user.chatsUnderWay().thenTake(() -> chat.onReceive(session, packet));
        }
    }

    @Override
    public void onInputEnd(Session session) {
        ChatUser user = ChatListener.attachedTo(session);
        if (user.hasChatsUnderWay()) {
            user.chatsUnderWay().thenTake(() -> chat.onInputEnd(session));
        } else {
            chat.onInputEnd(session);
        }
    }

    @Override
    public void onWritable(Session session) {
        chat.onWritable(session);
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        chat.onDisconnect(session, reason);
    }
}
