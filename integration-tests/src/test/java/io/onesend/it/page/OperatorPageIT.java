package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.AdminPage;
import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.SharedOperatorServer;
import io.onesend.load.show.browser.Key;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of the admin port, as operators see it and move in it. */
@ExtendWith({SharedBrowser.class, SharedOperatorServer.class})
class OperatorPageIT {

    /** The charts and their newest numbers are those of the newest sample. */
    private static final String SHOWS_THE_NEWEST_SAMPLE = """
        (async () => {
          const [{CHARTS}, {Texts}] = await Promise.all([import('./charts.js'), import('./texts.js')]);
          const texts = await Texts.load('en');
          const {samples} = await (await fetch('api/v1/samples?since=0')).json();
          return CHARTS.every(({name, series, write}) => {
            const shown = [...document.querySelectorAll(`[data-chart=${name}] b`)].map(one => one.textContent);
            return String(shown) === String(series.map(one => write(texts, samples.at(-1)[one])));
          });
        })()\
        """;

    private static final String SHOWS_THE_SESSIONS = """
        (async () => {
          const {sessions} = await (await fetch('api/v1/sessions')).json();
          const wanted = sessions.map(({id, user, room, address, door}) => [`#${id}`, user, room ?? '–', address, door]);
          const shown = [...document.querySelectorAll('tbody tr')].map(row => [...row.cells].slice(0, 5));
          return wanted.length > 0 && String(wanted) === String(shown.map(row => row.map(cell => cell.textContent)));
        })()\
        """;

    /** How many pixels of a chart have the colour of its first line. */
    private static final String DRAWN = """
        (() => {
          const canvas = document.querySelector('[data-chart=memory] canvas');
          const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const [red, green, blue] = getComputedStyle(document.querySelector('[data-chart=memory] .key-0'), '::before')
            .borderTopColor.match(/\\d+/g).map(Number);
          return data.reduce((count, value, at) =>
            count + (at % 4 === 0 && value === red && data[at + 1] === green && data[at + 2] === blue), 0);
        })()\
        """;

    @Test
    void anOperatorLogsInLooksAndLogsOut() {
        ChatFixture chat = SharedOperatorServer.chat();
        int room = chat.room();
        try (AdminPage page = SharedOperatorServer.open();
                RawClient member = chat.member(room)) {
            page.view().write("#token", "wrong-0123456789");
            page.press(Key.ENTER).await("[role=alert]", "The token is wrong").logIn(SharedOperatorServer.token());
            page.await(".facts", "ready").await(".operator", "may make changes");
            member.chat("hello");

            page.view().waitUntil(SHOWS_THE_NEWEST_SAMPLE).waitUntil(DRAWN + " > 20");
            page.view().click("[data-chart=people] summary").waitFor("[data-chart=people] tbody tr");
            page.go("sessions").view().waitUntil(SHOWS_THE_SESSIONS);
            page.go("rooms").await("tbody th, tbody td:first-child", String.valueOf(room));

            // It asks its own server alone, and nothing breaks the rules that its headers set.
            assertThat(page.browser().requests()).allMatch(address -> address.startsWith("http://127.0.0.1:"));
            assertThat(page.browser().complaints())
                    .allMatch(complaint -> complaint.contains("\"source\":\"network\"")
                            || complaint.contains("\"source\":\"recommendation\""));
            page.logOut();
        }
    }

    @Test
    void aServerThatIsAwayForAWhileIsMissedAndFoundAgain() {
        try (AdminPage page = SharedOperatorServer.logIn().go("users");
                RawClient user = SharedOperatorServer.chat().user()) {
            page.view().waitFor("tbody tr");
            page.browser().offline(true);
            page.await(".notice", "The server has not answered since", "What you see is old");
            page.browser().offline(false);
            page.awaitWithout(".notice", "has not answered");
            try (RawClient another = SharedOperatorServer.chat().user()) {
                page.view().waitUntil("document.querySelectorAll('tbody tr').length > 1");
                another.assertQuiet();
            }
            user.assertQuiet();
        }
    }

    @Test
    void whoLogsInAgainIsWhereTheyWere() {
        try (AdminPage page = SharedOperatorServer.logIn()) {
            page.evaluate("location.hash = '#sessions?user=nobody&sort=silence'");
            page.await(".hint", "There is nothing to show.");
            page.evaluate("fetch('api/v1/login').then(answer => answer.json()).then(({csrf}) => fetch('api/v1/login',"
                    + " {method: 'DELETE', body: '{}', headers: {'Content-Type': 'application/json', 'X-Csrf-Token': csrf}}))"
                    + ".then(answer => answer.status)");
            page.await("form", "Your login has ended")
                    .logIn(SharedOperatorServer.token())
                    .await(".hint", "There is nothing to show.");
            page.view().waitFor("[aria-sort=descending] [data-sort=silence]");
            assertThat(page.evaluate("document.querySelector('[name=user]').value")
                            .asString())
                    .isEqualTo("nobody");
        }
    }

    @Test
    void itAsksEachSecondAndSeldomWhileItIsHidden() {
        try (AdminPage page = SharedOperatorServer.logIn()) {
            page.await(".facts", "ready");
            assertThat(questionsWithin(page, Duration.ofSeconds(20))).isBetween(17L, 21L);
            page.evaluate("Object.defineProperty(document, 'hidden', {configurable: true, value: true});"
                    + "document.dispatchEvent(new Event('visibilitychange'))");
            assertThat(questionsWithin(page, Duration.ofSeconds(60))).isBetween(3L, 5L);
            page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
            assertThat(questionsWithin(page, Duration.ofMillis(500))).isEqualTo(1);
        }
    }

    private static long questionsWithin(AdminPage page, Duration time) {
        long before = questions(page);
        page.browser().pass(time);
        return questions(page) - before;
    }

    private static long questions(AdminPage page) {
        return page.browser().requests().stream()
                .filter(address -> address.contains("/samples?"))
                .count();
    }
}
