package io.onesend.host.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void readsNamesAndValuesWithTheirEscapes() {
        assertThat(Query.of("user=%EC%95%A8&x=a%26b+c%3D").values()).isEqualTo(Map.of("user", "앨", "x", "a&b c="));
    }

    @Test
    void takesTheFirstOfTwoValuesAndPassesOverWhatIsNoPair() {
        assertThat(Query.of("user=kim&user=lee&&alone&=nameless&empty=").values())
                .isEqualTo(Map.of("user", "kim", "empty", ""));
    }

    @Test
    void isEmptyWithoutAQuestionMark() {
        assertThat(Query.of(null).value("user")).isEmpty();
    }
}
