package io.onesend.chat.ban;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ban.BanTarget.User;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BansTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private final FakeBanStore store = new FakeBanStore();
    private final Bans bans = new Bans(Optional.of(store), () -> now);
    private final Bans elsewhere = new Bans(Optional.of(store), () -> now);

    @AfterEach
    void close() {
        bans.close();
        elsewhere.close();
    }

    private Ban ban(BanTarget target, @Nullable Duration lasting) {
        return new Ban(target, now, lasting == null ? null : now.plus(lasting), "op", "spam");
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private static boolean stored(CompletionStage<Boolean> answer) {
        return answer.toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.7, ::ffff:192.0.2.7, true",
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "2001:db8::1/128, 2001:db8::2, false",
        "2001:db8::/32, 2001:db8:77::1, true",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false"
    })
    void keepsOutTheAddressesOfABlockAndOfAnIpv6SubscribersNetwork(String target, String peer, boolean isBanned)
            throws UnknownHostException {
        bans.ban(ban(BanTarget.addresses(target), null));

        assertThat(bans.refusal(address(peer))).isEqualTo(isBanned ? Bans.BANNED : null);
    }

    @Test
    void looksAtEveryLengthThatThereIs() throws UnknownHostException {
        bans.ban(ban(BanTarget.addresses("192.0.2.0/24"), null));
        bans.ban(ban(BanTarget.addresses("198.51.100.7"), null));
        bans.ban(ban(BanTarget.addresses("10.0.0.0/8"), null));

        for (String peer : List.of("192.0.2.200", "198.51.100.7", "10.9.8.7")) {
            assertThat(bans.refusal(address(peer))).isEqualTo(Bans.BANNED);
        }
        assertThat(bans.refusal(address("198.51.100.8"))).isNull();
    }

    @Test
    void endsByItselfAndByAnOperator() throws UnknownHostException {
        bans.ban(ban(new User("alice"), Duration.ofHours(1)));
        bans.ban(ban(BanTarget.addresses("192.0.2.7"), Duration.ofHours(2)));
        now = START.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(bans.isBanned("alice")).isTrue();

        now = START.plus(Duration.ofHours(1));
        assertThat(bans.isBanned("alice")).isFalse();
        assertThat(bans.list()).extracting(Ban::target).containsExactly(BanTarget.addresses("192.0.2.7"));

        assertThat(bans.unban(BanTarget.addresses("192.0.2.7"))).isPresent();
        assertThat(bans.refusal(address("192.0.2.7"))).isNull();
        assertThat(bans.unban(BanTarget.addresses("192.0.2.7"))).isEmpty();
    }

    @Test
    void hostsOfOneStoreShareThem() {
        bans.start();
        elsewhere.start();
        List<Ban> news = new ArrayList<>();
        elsewhere.onBan(news::addAll);
        Ban ban = ban(new User("alice"), Duration.ofHours(1));

        assertThat(stored(bans.ban(ban))).isTrue();
        readElsewhere();

        assertThat(elsewhere.isBanned("alice")).isTrue();
        assertThat(news).contains(ban);

        assertThat(stored(elsewhere.unban(new User("alice")).orElseThrow())).isTrue();
        readHere();
        assertThat(bans.isBanned("alice")).isFalse();
    }

    /** Any change of its own makes a host read. */
    private void readElsewhere() {
        elsewhere.ban(ban(new User("someone"), null));
    }

    private void readHere() {
        bans.ban(ban(new User("another"), null));
    }

    @Test
    void readsNothingWhileNobodyElseHasChangedAnything() {
        bans.start();
        int before = store.readings;

        bans.ban(ban(new User("alice"), null));
        bans.ban(ban(new User("bob"), null));
        bans.unban(new User("alice"));

        assertThat(store.readings).isEqualTo(before);
        readElsewhere();
        readHere();
        assertThat(bans.list()).extracting(Ban::target).contains(new User("someone"));
        assertThat(store.readings).isEqualTo(before + 2);
    }

    @Test
    void whatIsDecidedWhileTheStoreIsDownHoldsAndIsStoredWhenItIsBack() {
        bans.start();
        bans.ban(ban(new User("bob"), null));
        store.isDown = true;

        assertThat(stored(bans.ban(ban(new User("alice"), null)))).isFalse();
        assertThat(stored(bans.unban(new User("bob")).orElseThrow())).isFalse();
        assertThat(bans.isBanned("alice")).isTrue();
        assertThat(bans.isBanned("bob")).isFalse();

        store.isDown = false;
        bans.start();
        assertThat(store.kept.keySet()).containsExactly("user alice");
        assertThat(bans.isBanned("alice")).isTrue();
        assertThat(bans.isBanned("bob")).isFalse();
    }

    @Test
    void beyondTheMostTheFirstToEndGivesWayEverywhere() {
        bans.ban(ban(new User("first to end"), Duration.ofMinutes(1)));
        bans.ban(ban(new User("never ends, but is the oldest"), null));
        now = now.plusSeconds(1);
        for (int i = 2; i < Bans.MOST; i++) {
            bans.ban(ban(new User("user" + i), i % 2 == 0 ? null : Duration.ofHours(i)));
        }
        assertThat(bans.list()).hasSize(Bans.MOST);

        bans.ban(ban(new User("one more"), null));

        assertThat(bans.list()).hasSize(Bans.MOST);
        assertThat(bans.count()).isEqualTo(Bans.MOST);
        assertThat(bans.isBanned("first to end")).isFalse();
        assertThat(bans.isBanned("one more")).isTrue();
        assertThat(store.kept).hasSize(Bans.MOST).doesNotContainKey("user first to end");
    }

    @Test
    void whatIsOverIsRemovedFromTheStoreAndWhatCannotBeReadIsLeft() {
        store.kept.put("user alice", BanText.value(ban(new User("alice"), Duration.ofSeconds(1))));
        store.kept.put("planet mars", "1\n2\n3\n4");
        store.kept.put("user bob", "not a ban");
        now = START.plus(Duration.ofMinutes(2));

        bans.start();

        assertThat(bans.list()).isEmpty();
        assertThat(store.kept.keySet()).containsExactlyInAnyOrder("planet mars", "user bob");
    }

    @Test
    void withoutAStoreTheyHoldOnThisHost() {
        Bans alone = new Bans(Optional.empty(), () -> now);
        alone.start();

        assertThat(stored(alone.ban(ban(new User("alice"), null)))).isFalse();

        assertThat(alone.isBanned("alice")).isTrue();
        assertThat(alone.isBanned("bob")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "10.0.0.0/8, true",
        "2001:db8::1, true",
        "::1, true",
        "2001:db8::/32, true",
        "alice, false",
        "a:b, false",
        "10.0.0, false",
        "cafe, false"
    })
    void tellsAddressesFromUserIds(String text, boolean isAddress) {
        assertThat(BanTarget.isAboutAddresses(text)).isEqualTo(isAddress);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7", "10.0.0.0/8", "2001:db8::/64", "2001:db8::1/128"})
    void aTextOfABanIsReadAgain(String target) {
        Ban ban = new Ban(BanTarget.addresses(target), START, START.plusSeconds(5), "op", "two\nlines");

        assertThat(BanText.read(BanText.field(ban.target()), BanText.value(ban)))
                .contains(new Ban(ban.target(), START, START.plusSeconds(5), "op", "two lines"));
    }
}
