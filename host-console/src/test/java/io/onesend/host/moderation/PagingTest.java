package io.onesend.host.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagingTest {

    @Test
    void countsAListAndSaysWhatIsNotOnThePage() {
        assertThat(Paging.summary(0, 0, "ban", null)).isEqualTo("0 bans");
        assertThat(Paging.summary(1, 1, "ban", null)).isEqualTo("1 ban");
        assertThat(Paging.summary(100, 230, "ban", "100")).isEqualTo("100 of 230 bans; the next with after=100");
        assertThat(Paging.summary(30, 230, "ban", null)).isEqualTo("30 of 230 bans");
    }

    @Test
    void showsPeopleNoFractionsOfASecond() {
        assertThat(Paging.toTheSecond("2026-11-26T14:16:09.685310411Z")).isEqualTo("2026-11-26T14:16:09Z");
    }
}
