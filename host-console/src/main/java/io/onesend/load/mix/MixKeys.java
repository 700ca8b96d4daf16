package io.onesend.load.mix;

import io.onesend.chat.ChatProtocol;
import io.onesend.host.config.Key;
import io.onesend.host.config.Numbers;
import io.onesend.host.config.Settings;
import io.onesend.host.config.ValueRange;
import io.onesend.host.config.ValueType;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys of a file that mixes load scenarios: a few for all, and a section for each scenario. */
final class MixKeys {

    private static final int MANY = 262_144;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ECHO_BYTES = 65_530;

    private static final List<Key<?>> TABLE = new ArrayList<>();
    private static final Set<Key<?>> UNUSED = new HashSet<>();

    static final Key<Integer> CONNECTIONS = add("connections", Numbers.count(1, MANY), 10);
    static final Key<Duration> DURATION =
            add("duration", Numbers.duration(Duration.ofMillis(1), DAY), Duration.ofSeconds(30));
    static final Key<Duration> RAMP = add("ramp", Numbers.duration(Duration.ZERO, DAY), Duration.ZERO);
    static final Key<Integer> ROOM_BASE = add("room-base", Numbers.count(0, 1_000_000_000), 0);

    /** The settings of one scenario. */
    record Section(
            Scenario scenario,
            Key<Integer> share,
            Key<ValueRange<Duration>> think,
            Key<ValueRange<Integer>> size,
            Key<Integer> members,
            Key<Integer> senders) {

        /** A group of {@code dummies} users, in rooms from {@code firstRoom} on. */
        LoadGroup group(Settings settings, int dummies, int firstRoom) {
            ValueRange<Duration> pause = settings.value(think);
            ValueRange<Integer> bytes = settings.value(size);
            return new LoadGroup(
                    scenario,
                    dummies,
                    new LoadPace(0, 1, pause.least(), pause.most()),
                    new SizeRange(bytes.least(), bytes.most()),
                    rooms(settings, dummies),
                    firstRoom,
                    settings.value(senders));
        }

        int rooms(Settings settings, int dummies) {
            int ofEach = settings.value(members);
            return (dummies + ofEach - 1) / ofEach;
        }
    }

    static final List<Section> SECTIONS =
            Arrays.stream(Scenario.values()).map(MixKeys::section).toList();

    /** All keys, with those that a scenario does not use, so that they have their defaults. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    /** What a file may contain. */
    static final List<Key<?>> WRITABLE =
            TABLE.stream().filter(key -> !UNUSED.contains(key)).toList();

    private MixKeys() {}

    private static Section section(Scenario scenario) {
        boolean pauses = scenario != Scenario.CONNECT;
        boolean chats = scenario == Scenario.CHAT;
        boolean sizes = chats || scenario == Scenario.ECHO;
        int mostBytes = chats ? ChatProtocol.MAX_MESSAGE_BYTES : ECHO_BYTES;
        String section = scenario.word() + ".";
        return new Section(
                scenario,
                add(section + "share", Numbers.count(0, MANY), 0),
                addIf(
                        pauses,
                        section + "think-time",
                        ValueRange.of(Numbers.duration(Duration.ZERO, DAY)),
                        new ValueRange<>(Duration.ZERO, Duration.ZERO)),
                addIf(
                        sizes,
                        section + "size",
                        ValueRange.of(Numbers.bytes(SizeRange.LEAST_BYTES, mostBytes)),
                        new ValueRange<>(64, 64)),
                addIf(chats || scenario == Scenario.ROOM, section + "members", Numbers.count(1, MANY), 10),
                addIf(chats, section + "senders", Numbers.count(1, MANY), 1));
    }

    private static <T> Key<T> addIf(boolean used, String path, ValueType<T> type, T byDefault) {
        Key<T> key = add(path, type, byDefault);
        if (!used) {
            UNUSED.add(key);
        }
        return key;
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault) {
        Key<T> key = new Key<>(path, type, byDefault, List.of());
        TABLE.add(key);
        return key;
    }
}
