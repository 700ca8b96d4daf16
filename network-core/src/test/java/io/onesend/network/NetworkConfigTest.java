package io.onesend.network;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkConfigTest {

    private record Parameter(
            String name, Object value, UnaryOperator<NetworkConfigBuilder> set, Function<NetworkConfig, Object> read) {}

    private static final NetworkConfig DEFAULTS = NetworkConfig.builder().build();

    private static final Doors WITH_PROXY = Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("10.0.0.0/8"));

    /** Each with a value that is not the default. */
    private static final List<Parameter> PARAMETERS = List.of(
            parameter("host", "::", b -> b.host("::"), NetworkConfig::host),
            parameter("port", 7, b -> b.port(7), NetworkConfig::port),
            parameter("transport", Transport.NIO, b -> b.transport(Transport.NIO), NetworkConfig::transport),
            parameter("ioThreads", 3, b -> b.ioThreads(3), NetworkConfig::ioThreads),
            parameter("backlog", 5, b -> b.backlog(5), NetworkConfig::backlog),
            parameter("maxSessions", 6, b -> b.maxSessions(6), NetworkConfig::maxSessions),
            parameter(
                    "maxSessionsPerAddress", 8, b -> b.maxSessionsPerAddress(8), NetworkConfig::maxSessionsPerAddress),
            parameter("maxFrameBytes", 9, b -> b.maxFrameBytes(9), NetworkConfig::maxFrameBytes),
            parameter("idleTimeout", ofSeconds(10), b -> b.idleTimeout(ofSeconds(10)), NetworkConfig::idleTimeout),
            parameter("keepAlive", ofSeconds(11), b -> b.keepAlive(ofSeconds(11)), NetworkConfig::keepAlive),
            parameter("closeTimeout", ofSeconds(12), b -> b.closeTimeout(ofSeconds(12)), NetworkConfig::closeTimeout),
            parameter("blockedAfter", ofSeconds(13), b -> b.blockedAfter(ofSeconds(13)), NetworkConfig::blockedAfter),
            parameter(
                    "inboundHigh",
                    140,
                    b -> b.inboundHigh(140),
                    c -> c.inbound().high()),
            parameter("inboundLow", 15, b -> b.inboundLow(15), c -> c.inbound().low()),
            parameter(
                    "inboundHighBytes",
                    300_000L,
                    b -> b.inboundHighBytes(300_000),
                    c -> c.inbound().highBytes()),
            parameter(
                    "inboundLowBytes",
                    21L,
                    b -> b.inboundLowBytes(21),
                    c -> c.inbound().lowBytes()),
            parameter(
                    "inboundMaxTotalBytes",
                    5000L,
                    b -> b.inboundMaxTotalBytes(5000),
                    c -> c.inbound().maxTotalBytes()),
            parameter(
                    "inboundTokensPerSecond",
                    16,
                    b -> b.inboundTokensPerSecond(16),
                    c -> c.inbound().rate().tokensPerSecond()),
            parameter(
                    "inboundBurst",
                    17,
                    b -> b.inboundBurst(17),
                    c -> c.inbound().rate().burst()),
            parameter(
                    "sendStore",
                    Store.RING,
                    b -> b.sendStore(Store.RING),
                    c -> c.send().store()),
            parameter(
                    "sendMaxBytes", 18L, b -> b.sendMaxBytes(18), c -> c.send().maxBytes()),
            parameter(
                    "sendMaxTotalBytes",
                    19L,
                    b -> b.sendMaxTotalBytes(19),
                    c -> c.send().maxTotalBytes()),
            parameter("sendHigh", 21L, b -> b.sendHigh(21), c -> c.sendHigh),
            parameter("sendLow", 22L, b -> b.sendLow(22), c -> c.sendLow),
            parameter(
                    "sendWhenFull",
                    WhenFull.DROP_OLDEST,
                    b -> b.sendWhenFull(WhenFull.DROP_OLDEST),
                    c -> c.send().whenFull()),
            parameter(
                    "sendStallTimeout",
                    ofSeconds(20),
                    b -> b.sendStallTimeout(ofSeconds(20)),
                    c -> c.send().stallTimeout()),
            parameter(
                    "frameFormat",
                    FrameFormat.LINES,
                    b -> b.frameFormat(FrameFormat.LINES),
                    NetworkConfig::frameFormat),
            parameter("doors", WITH_PROXY, b -> b.doors(WITH_PROXY), NetworkConfig::doors));

    private static Parameter parameter(
            String name, Object value, UnaryOperator<NetworkConfigBuilder> set, Function<NetworkConfig, Object> read) {
        return new Parameter(name, value, set, read);
    }

    static List<Parameter> parameters() {
        return PARAMETERS;
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void setsOneParameterAndNoOther(Parameter changed) {
        NetworkConfig config = changed.set().apply(NetworkConfig.builder()).build();

        assertThat(PARAMETERS)
                .allSatisfy(each -> assertThat(each.read().apply(config))
                        .as(each.name())
                        .isEqualTo(
                                each == changed ? changed.value() : each.read().apply(DEFAULTS)));
        assertThat(config).isNotEqualTo(DEFAULTS);
        assertThat(config.toString()).contains(String.valueOf(changed.value()));
        assertThat(config.toBuilder().build()).isEqualTo(config).hasSameHashCodeAs(config);
        assertThat(DEFAULTS).isEqualTo(NetworkConfig.builder().build());
    }

    @Test
    void everyMethodOfTheBuilderIsInThisTest() {
        List<String> setters = Arrays.stream(NetworkConfigBuilder.class.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .filter(method -> method.getParameterCount() == 1 && Modifier.isPublic(method.getModifiers()))
                .map(method -> method.getName())
                .toList();

        assertThat(PARAMETERS).extracting(Parameter::name).hasSameElementsAs(setters);
    }

    @Test
    void startsForAnyProtocolWithoutWhatIsTheChats() {
        NetworkConfig config = NetworkConfig.anyProtocol().build();

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isZero();
        assertThat(config.frameFormat()).isEqualTo(FrameFormat.RAW);
        assertThat(config.maxFrameBytes()).isEqualTo(65_536);
        assertThat(config.maxSessionsPerAddress()).isZero();
        assertThat(config.send()).isEqualTo(DEFAULTS.send());
        assertThat(config.inbound()).isEqualTo(DEFAULTS.inbound());
    }

    @Test
    void derivesTheMarksOfSendingThatAreNotSet() {
        NetworkConfig.Send derived = DEFAULTS.send();
        assertThat(derived.high()).isEqualTo(derived.maxBytes() / 2);
        assertThat(derived.low()).isEqualTo(derived.maxBytes() / 4);

        NetworkConfig.Send smaller =
                DEFAULTS.toBuilder().sendMaxBytes(1000).build().send();
        assertThat(smaller.high()).as("follows the limit").isEqualTo(500);
        assertThat(smaller.low()).isEqualTo(250);

        NetworkConfig set = DEFAULTS.toBuilder().sendHigh(100).build();
        assertThat(set.send().low()).isEqualTo(50);
        assertThat(set.toBuilder().sendMaxBytes(1000).build().send().high()).isEqualTo(100);

        NetworkConfig.Send least = DEFAULTS.toBuilder().sendMaxBytes(1).build().send();
        assertThat(least.high()).isEqualTo(1);
        assertThat(least.low()).isZero();
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                wrong(b -> b.port(-1), "port is -1, but must be 0 to 65535"),
                wrong(b -> b.port(65_536), "port is 65536, but must be 0 to 65535"),
                wrong(b -> b.ioThreads(-1), "ioThreads is -1, but must be 0 or more"),
                wrong(b -> b.backlog(0), "backlog is 0, but must be 1 or more"),
                wrong(b -> b.maxSessions(0), "maxSessions is 0, but must be 1 or more"),
                wrong(b -> b.maxSessionsPerAddress(-1), "maxSessionsPerAddress is -1, but must be 0 or more"),
                wrong(b -> b.maxFrameBytes(0), "maxFrameBytes is 0, but must be 1 or more"),
                wrong(b -> b.idleTimeout(ofMillis(-1500)), "idleTimeout is -1.5s, but must be 0s or more"),
                wrong(b -> b.keepAlive(ofMillis(999)), "keepAlive is 0.999s, but must be 0s, or 1s to 2h"),
                wrong(b -> b.keepAlive(ofHours(3)), "keepAlive is 3h, but must be 0s, or 1s to 2h"),
                wrong(b -> b.closeTimeout(ZERO), "closeTimeout is 0s, but must be 0.001s or more"),
                wrong(b -> b.blockedAfter(ofMillis(-1)), "blockedAfter is -0.001s, but must be 0s, or 0.001s or more"),
                wrong(b -> b.inboundHigh(0), "inboundHigh is 0, but must be 1 or more"),
                wrong(b -> b.inboundLow(-1), "inboundLow is -1, but must be 0 or more"),
                wrong(b -> b.inboundHighBytes(0), "inboundHighBytes is 0, but must be 1 to 4294967296"),
                wrong(
                        b -> b.inboundHighBytes((4L << 30) + 1),
                        "inboundHighBytes is 4294967297, but must be 1 to 4294967296"),
                wrong(b -> b.inboundLowBytes(-1), "inboundLowBytes is -1, but must be 0 or more"),
                wrong(b -> b.inboundMaxTotalBytes(0), "inboundMaxTotalBytes is 0, but must be 1 or more"),
                wrong(b -> b.inboundTokensPerSecond(-1), "inboundTokensPerSecond is -1, but must be 0 or more"),
                wrong(b -> b.inboundBurst(0), "inboundBurst is 0, but must be 1 or more"),
                wrong(b -> b.sendMaxBytes(0), "sendMaxBytes is 0, but must be 1 or more"),
                wrong(b -> b.sendMaxTotalBytes(0), "sendMaxTotalBytes is 0, but must be 1 or more"),
                wrong(b -> b.sendHigh(0), "sendHigh is 0, but must be 1 or more"),
                wrong(b -> b.sendLow(-1), "sendLow is -1, but must be 0 or more"),
                wrong(b -> b.sendStallTimeout(ofSeconds(-1)), "sendStallTimeout is -1s, but must be 0s or more"));
    }

    static Stream<Arguments> notFittingTogether() {
        return Stream.of(
                wrong(
                        b -> b.maxFrameBytes(4),
                        "maxFrameBytes is 4, but the header or delimiter of the frameFormat alone has 5"),
                wrong(
                        b -> b.inboundLow(64).inboundHigh(64),
                        "inboundLow is 64, but must be below inboundHigh, which is 64"),
                wrong(
                        b -> b.sendMaxBytes(9).sendHigh(10),
                        "sendHigh is 10, but must not be above sendMaxBytes, which is 9"),
                wrong(b -> b.sendHigh(10).sendLow(10), "sendLow is 10, but must be below sendHigh, which is 10"),
                wrong(
                        b -> b.inboundLowBytes(64).inboundHighBytes(64),
                        "inboundLowBytes is 64, but must be below inboundHighBytes, which is 64"),
                wrong(
                        b -> b.inboundMaxTotalBytes(4095),
                        "inboundMaxTotalBytes is 4095, but must have room for a frame of maxFrameBytes, which is 4096"),
                wrong(
                        b -> b.doors(Doors.of(Door.WEBSOCKET)).idleTimeout(ofSeconds(30)),
                        "the ping of the WebSocket is 30s, but must be below idleTimeout, which is 30s"),
                wrong(
                        b -> b.doors(textOn(Door.WEBSOCKET)),
                        "the messages of the WebSocket are TEXT, but the frameFormat has no delimiter; they could be BINARY,"
                                + " or the frameFormat RAW on a port without the plain door"),
                wrong(
                        b -> b.doors(textOn(Door.PLAIN, Door.WEBSOCKET)).frameFormat(FrameFormat.RAW),
                        "the messages of the WebSocket are TEXT, but the frameFormat has no delimiter; they could be BINARY,"
                                + " or the frameFormat RAW on a port without the plain door"),
                wrong(
                        b -> b.sendStore(Store.RING).sendWhenFull(WhenFull.DROP_OLDEST),
                        "sendWhenFull is DROP_OLDEST, but sendStore is RING, which keeps bytes and no packets to drop"),
                wrong(
                        b -> b.sendStore(Store.RING).sendMaxBytes((1 << 30) + 1),
                        "sendMaxBytes is 1073741825, but with sendStore RING at most 1073741824"));
    }

    private static Doors textOn(Door... doors) {
        return Doors.of(doors)
                .withWebSocket(new WebSocketSettings(
                        "/ws", List.of(), List.of(), ofSeconds(30), WebSocketSettings.Messages.TEXT));
    }

    private static Arguments wrong(UnaryOperator<NetworkConfigBuilder> set, String message) {
        return Arguments.of(set, message);
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void refusesAValueOutOfRangeWhereItIsSet(UnaryOperator<NetworkConfigBuilder> set, String message) {
        NetworkConfigBuilder builder = NetworkConfig.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.apply(builder))
                .withMessage(message);
        assertThat(builder.build()).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @MethodSource("notFittingTogether")
    void refusesToBuildWhatDoesNotFitTogether(UnaryOperator<NetworkConfigBuilder> set, String message) {
        NetworkConfigBuilder builder = set.apply(NetworkConfig.builder());

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void comparesThePingWithTheTimeToBeIdleOnlyIfBothCount() {
        NetworkConfigBuilder twoSeconds = NetworkConfig.builder().idleTimeout(ofSeconds(2));
        WebSocketSettings silent =
                new WebSocketSettings("/ws", List.of(), List.of(), ZERO, WebSocketSettings.Messages.BINARY);

        assertThat(twoSeconds.build().idleTimeout()).isEqualTo(ofSeconds(2));
        NetworkConfig withoutPing =
                twoSeconds.doors(Doors.of(Door.WEBSOCKET).withWebSocket(silent)).build();
        assertThat(withoutPing.doors().webSocket()).isEqualTo(silent);
        NetworkConfig longer = NetworkConfig.builder()
                .doors(Doors.of(Door.WEBSOCKET))
                .idleTimeout(ofSeconds(31))
                .build();
        assertThat(longer.idleTimeout()).isEqualTo(ofSeconds(31));
    }

    @Test
    void letsAWebSocketHaveTextOfLinesAndWithoutThePlainDoorRaw() {
        NetworkConfigBuilder lines = NetworkConfig.builder()
                .doors(textOn(Door.PLAIN, Door.WEBSOCKET))
                .frameFormat(FrameFormat.LINES);
        NetworkConfigBuilder raw =
                NetworkConfig.builder().doors(textOn(Door.WEBSOCKET)).frameFormat(FrameFormat.RAW);

        assertThat(lines.build().frameFormat()).isEqualTo(FrameFormat.LINES);
        assertThat(raw.build().frameFormat()).isEqualTo(FrameFormat.RAW);
    }

    @Test
    void doesNotDependOnTheOrderOfTheCalls() {
        NetworkConfig config = NetworkConfig.builder()
                .inboundLow(1_000)
                .inboundHigh(2_000)
                .maxFrameBytes(1)
                .frameFormat(FrameFormat.RAW)
                .build();

        assertThat(config.inbound().low()).isEqualTo(1_000);
        assertThat(config.maxFrameBytes()).isEqualTo(1);
    }
}
