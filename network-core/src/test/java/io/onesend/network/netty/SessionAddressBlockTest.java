package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionAddressBlockTest {

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "2001:db8:1:2::1, 2001:db9:1:2::1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "::1, 127.0.0.1, false",
        "::192.0.2.1, 192.0.2.1, false",
    })
    void countsIpv6ByTheFirst64BitsAndIpv4Whole(String one, String other, boolean same) throws UnknownHostException {
        assertThat(SessionAddressBlock.of(address(one)).equals(SessionAddressBlock.of(address(other))))
                .isEqualTo(same);
    }

    @Test
    void countsMappedIpv4AsIpv4() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(address("192.0.2.7").getAddress(), 0, bytes, 12, 4);
        // This factory keeps the form of the address.
        InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(SessionAddressBlock.of(mapped)).isEqualTo(address("192.0.2.7"));
    }

    @Test
    void doesNotCareForTheInterfaceOfALinkLocalAddress() throws UnknownHostException {
        byte[] bytes = address("fe80::1").getAddress();

        assertThat(SessionAddressBlock.of(Inet6Address.getByAddress(null, bytes, 1)))
                .isEqualTo(SessionAddressBlock.of(Inet6Address.getByAddress(null, bytes, 2)));
    }

    @Test
    void hasNoneForAPeerWithoutAnInternetAddress() {
        assertThat(SessionAddressBlock.of(InetSocketAddress.createUnresolved("somewhere", 1)))
                .isNull();
        assertThat(SessionAddressBlock.of(new java.net.SocketAddress() {
                    private static final long serialVersionUID = 1L;
                }))
                .isNull();
    }
}
