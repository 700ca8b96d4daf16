package io.onesend.chat.admin;

import org.jspecify.annotations.Nullable;

/**
 * A member of a room.
 *
 * @param here what this host knows of it; null: it is on another host
 */
public record MemberInfo(
        String userId, long uniqueId, @Nullable UserInfo here) {}
