package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "::/0, 127.0.0.1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "127.0.0.0/8, ::ffff:127.0.0.1, true",
        "::ffff:127.0.0.0/8, 127.0.0.1, true"
    })
    void containsTheAddressesWithTheSameFirstBits(String block, String address, boolean contained)
            throws UnknownHostException {
        assertThat(CidrBlock.parse(block).contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "10.0.0.0/8/8", "/8", "10.0.0/8", "1 "
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CidrBlock.parse(text))
                .withMessage("not a block of addresses: '" + text + "'; write 10.0.0.0/8, 2001:db8::/32 or 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/8, '10.0.0.1/8 does not begin at a block''s first address, which is 10.0.0.0'",
        "10.0.0.0/33, 'a block of addresses like 10.0.0.0 has 0 to 32 bits in common, not 33'",
        "2001:db8::/129, 'a block of addresses like 2001:db8:: has 0 to 128 bits in common, not 129'"
    })
    void saysWhatIsWrongWithABlock(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CidrBlock.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "2001:db8::/32", "::/0"})
    void isWrittenAsItIsRead(String text) {
        assertThat(CidrBlock.parse(text)).hasToString(text);
    }
}
