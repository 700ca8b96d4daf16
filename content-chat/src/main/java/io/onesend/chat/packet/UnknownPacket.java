package io.onesend.chat.packet;

/** Stands for a packet whose id this side does not receive; its body was not looked at. It cannot be sent. */
public record UnknownPacket(int id) implements ClientPacket, ServerPacket {}
