package io.onesend.host.config;

import io.onesend.network.CidrBlock;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.ProxySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of what comes to the port. {@link Keys} has them in their place. */
final class DoorKeyTable {

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<Duration> FIRST_BYTES = add(
            "network.first-bytes",
            Numbers.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ofSeconds(30),
            "a connection that does not say in this time what it is is closed; 0: never;",
            "on a port that serves one kind: of the proxies' connections alone");
    static final Key<List<CidrBlock>> PROXY_TRUSTED = add(
            "network.proxy.trusted",
            blocks(),
            List.of(),
            "addresses of proxies that send a PROXY protocol header, which has to come from there:",
            "10.0.0.5,2001:db8::/64");

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private DoorKeyTable() {}

    /** What the keys say. */
    static Doors doors(Settings settings) {
        return Doors.of(Door.PLAIN)
                .withProxy(new ProxySettings(settings.value(PROXY_TRUSTED), ProxySettings.Header.PROXY_PROTOCOL))
                .withFirstBytes(settings.value(FIRST_BYTES));
    }

    /** Blocks of addresses, with commas between; none if empty. */
    private static ValueType<List<CidrBlock>> blocks() {
        return new ValueType<>() {
            @Override
            public List<CidrBlock> parse(String text) throws InvalidValueException {
                try {
                    return text.isEmpty()
                            ? List.of()
                            : Stream.of(text.split(",", -1))
                                    .map(CidrBlock::parse)
                                    .toList();
                } catch (IllegalArgumentException wrong) {
                    throw new InvalidValueException("is " + wrong.getMessage());
                }
            }

            @Override
            public String format(List<CidrBlock> value) {
                return value.stream().map(CidrBlock::toString).collect(Collectors.joining(","));
            }

            @Override
            public boolean mayBeEmpty() {
                return true;
            }
        };
    }

    private static <T> Key<T> add(String path, ValueType<T> type, T byDefault, String... comment) {
        Key<T> key = new Key<>(path, type, byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}
