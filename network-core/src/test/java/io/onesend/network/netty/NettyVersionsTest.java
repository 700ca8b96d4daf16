package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.Version;
import io.onesend.network.NetworkException;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NettyVersionsTest {

    private static final String MENDING_LINE =
            "<dependency><groupId>io.netty</groupId><artifactId>netty-bom</artifactId>" + "<version>"
                    + NettyVersions.COMPILED_WITH + "</version><type>pom</type><scope>import</scope></dependency>";

    private static NettyVersions all(String version) {
        return new NettyVersions(Map.of(
                "netty-common", version, "netty-transport", version, "netty-transport-classes-io_uring", version));
    }

    @Test
    void namesTheVersionThatTheBuildHas() {
        assertThat(Version.identify().get("netty-transport").artifactVersion()).isEqualTo(NettyVersions.COMPILED_WITH);
    }

    @Test
    void namesTheLineThatTheReadmeHas() throws IOException {
        assertThat(Readme.of("network-core").text()).contains(MENDING_LINE);
    }

    @Test
    void findsNothingWrongWithTheJarsOfTheBuild() {
        assertThatCode(NettyVersions.here()::check).doesNotThrowAnyException();
        assertThat(NettyVersions.here().ioUringObstacle()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.15.Final", "4.2.18.Final", "4.2.100.Final", "4.3.0.Final", "5.0.0.Alpha1"})
    void takesWhatIsRecentEnough(String version) {
        assertThatCode(all(version)::check).doesNotThrowAnyException();
        assertThat(all(version).ioUringObstacle()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.2.0.Final", "4.2.0.RC4", "4.2.12.Final", "4.2.14.Final"})
    void doesWithoutIoUringWhereNettyIsTooOldForIt(String version) {
        assertThatCode(all(version)::check).doesNotThrowAnyException();
        assertThat(all(version).ioUringObstacle())
                .hasMessageStartingWith(
                        "Netty " + version + " is too old; one version of all of them is needed, 4.2.15 or later")
                .hasMessageEndingWith(MENDING_LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0.Final", "4.1.135.Final", "3.10.6.Final"})
    void refusesWhatHasNotTheClasses(String version) {
        assertThatThrownBy(all(version)::check)
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("Netty " + version + " is too old; ")
                .hasMessageEndingWith(MENDING_LINE);
    }

    @Test
    void refusesAMixtureAndNamesEachJar() {
        NettyVersions mixed = new NettyVersions(Map.of(
                "netty-common", "4.1.118.Final",
                "netty-buffer", "4.1.118.Final",
                "netty-transport", "4.2.18.Final"));

        assertThatThrownBy(mixed::check)
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("Netty's jars are of different versions: "
                        + "4.1.118.Final (netty-buffer netty-common), 4.2.18.Final (netty-transport); ")
                .hasMessageEndingWith(MENDING_LINE);
    }

    /** For example netty-tcnative, the incubator's artifacts and an application's own choice of codecs. */
    @Test
    void doesNotMindOtherJarsOfNetty() {
        assertThatCode(new NettyVersions(Map.of(
                        "netty-common", "4.2.18.Final",
                        "netty-tcnative-classes", "2.0.70.Final",
                        "netty-incubator-transport-classes-io_uring", "0.0.26.Final",
                        "netty-codec-dns", "4.2.9.Final"))::check)
                .doesNotThrowAnyException();
    }

    /** As in a jar merged of others that kept the file of one, or of none. */
    @Test
    void takesAJarThatSaysNothingOfItsVersion() {
        assertThatCode(new NettyVersions(Map.of())::check).doesNotThrowAnyException();
        assertThat(new NettyVersions(Map.of()).ioUringObstacle()).isNull();
        assertThatCode(all("${project.version}")::check).doesNotThrowAnyException();
    }
}
