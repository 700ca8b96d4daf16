package io.onesend.chat.cluster;

import io.onesend.chat.config.ClusterConfig;
import io.onesend.network.logic.LogicLoop;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a host needs to be one of several.
 *
 * @param config the same on all hosts, but for its name and address
 * @param port to Redis
 * @param keys in Redis
 * @param loop of the chat: all of the cluster's state belongs to its thread
 * @param random draws the tags of events; only the logic thread uses it
 * @param hid this host's id, drawn at each start: no two starts have the same
 * @param nanoTime measures how long something takes, on any thread; nothing is decided by it
 */
public record ClusterParts(
        ClusterConfig config,
        RedisPort port,
        ClusterKeys keys,
        LogicLoop loop,
        RandomGenerator random,
        String hid,
        LongSupplier nanoTime) {}
