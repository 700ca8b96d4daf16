package io.onesend.chat.packet;

/** What a client sends. */
public sealed interface ClientPacket permits DevEcho, Ping, FeaturesRequest, GuardedRequest, UnknownPacket {}
