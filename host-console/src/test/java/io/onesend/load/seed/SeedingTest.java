package io.onesend.load.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.PasswordHasher;
import io.onesend.chat.login.PhcHash;
import io.onesend.host.command.CommandContext;
import io.onesend.host.config.SystemText;
import io.onesend.host.process.StopSignal;
import io.onesend.load.LoadScheme;
import io.onesend.network.testing.ThreadCheck;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeedingTest {

    private static final Duration TTL = Duration.ofMinutes(3);

    private final FakeStore store = new FakeStore();
    private final StopSignal stop = new StopSignal();

    @AfterEach
    void noThreadIsLeft() {
        ThreadCheck.assertNoThreadNamed("password-");
    }

    private SeedCounts seed(LoadScheme scheme, int count) {
        CommandContext context = new CommandContext(
                new BufferedReader(new StringReader("")),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                Map.of(),
                Path.of(""),
                SystemText.ofProcess(),
                stop);
        return Seeding.run(new SeedPlan(scheme, "load-", count, TTL), store, context);
    }

    @Test
    void writesTokensInPlaceOfEarlierOnes() {
        store.tokens.put("load-00001", "another");

        assertThat(seed(LoadScheme.TOKEN, 3)).isEqualTo(new SeedCounts(2, 1));

        assertThat(store.tokens)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "load-00000", "tok-load-00000",
                        "load-00001", "tok-load-00001",
                        "load-00002", "tok-load-00002"));
        assertThat(store.timeToLive).isEqualTo(TTL);
    }

    @Test
    void writesPlainTextPasswordsWhereThereIsNothing() {
        store.plaintext.put("load-00001", "another");

        assertThat(seed(LoadScheme.PLAINTEXT, 2)).isEqualTo(new SeedCounts(1, 1));

        assertThat(store.plaintext)
                .containsExactlyInAnyOrderEntriesOf(Map.of("load-00000", "pw00000", "load-00001", "another"));
    }

    @Test
    void writesHashesOfPasswordsWhereThereAreNone() throws Exception {
        store.hashes.put("load-00001", "another");

        assertThat(seed(LoadScheme.PASSWORD, 3)).isEqualTo(new SeedCounts(2, 1));

        assertThat(store.hashes).containsOnlyKeys("load-00000", "load-00001", "load-00002");
        assertThat(store.hashes).containsEntry("load-00001", "another");
        assertThat(new PasswordHasher().verify("pw00002", PhcHash.parse(store.hashes.getOrDefault("load-00002", ""))))
                .isTrue();
    }

    @Test
    void anAccountThatIsThereCostsNoHash() {
        store.hashes.put("load-00000", "another");
        SeedPlan plan = new SeedPlan(LoadScheme.PASSWORD, "load-", 1, TTL);
        SeedWriter writer = SeedWriter.of(plan, store, password -> {
            throw new AssertionError("hashed");
        });

        assertThat(writer.write(plan.user(0))).isCompletedWithValue(false);
    }

    @Test
    void saysHowManyAreWrittenWhenTheStoreFailsInTheMiddle() {
        store.tokens.put("load-00001", "another");
        store.failAfter(1_234);

        assertThatThrownBy(() -> seed(LoadScheme.TOKEN, 5_000))
                .isInstanceOf(AccountStoreException.class)
                .hasMessage("Redis does not answer: Command timed out;"
                        + " at least 1,234 of 5,000 tokens written, 1 in place of earlier ones");

        store.failAfter(20);
        assertThatThrownBy(() -> seed(LoadScheme.PLAINTEXT, 5_000))
                .isInstanceOf(AccountStoreException.class)
                .hasMessageContaining("at least 20 of 5,000 accounts written");
    }

    @Test
    void endsWhereItIsWhenAskedToStop() {
        stop.request();

        assertThat(seed(LoadScheme.TOKEN, 5_000)).isEqualTo(new SeedCounts(0, 0));
        assertThat(store.tokens).isEmpty();
        assertThat(stop.isHandled()).isTrue();
    }
}
