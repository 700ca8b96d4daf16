package io.onesend.host.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.admin.AdminSite;
import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Form;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import io.onesend.host.ops.TypedCommand;
import io.onesend.host.server.HostState;
import io.onesend.host.server.HostTable;
import io.onesend.host.tokens.TestTokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every row of a host's table, asked for by HTTP. The rows answer with what they were given, so that asking changes nothing. */
class ApiTableTest {

    private static final String OPERATE = "operate-0123456789";
    private static final String READ = "read-0123456789abc";
    private static final JsonMapper JSON = new JsonMapper();

    private long now;
    private final OpsTable table = new OpsTable(List.of(rows()));
    private final Access access = new Access(
            TestTokens.of(TestTokens.of("kim", true, OPERATE), TestTokens.of("prometheus", false, READ)),
            List.of(),
            () -> now);
    private final AdminSite site = new AdminSite(Map.of(), access, new Api(access, () -> table));

    /** Those of a real host that have a route. */
    static List<Operation> rows() {
        return HostTable.of(new HostState(), () -> {}).operations().stream()
                .filter(row -> row.route() != null)
                .map(row -> new Operation(
                        row.name(),
                        row.arguments(),
                        row.help(),
                        row.role(),
                        row.route(),
                        (who, given) -> OpsAnswer.of(echo(row, given), row.name())))
                .toList();
    }

    private static Map<String, Object> echo(Operation row, Arguments given) {
        Map<String, Object> echo = new LinkedHashMap<>();
        echo.put("operation", row.name());
        row.arguments()
                .forEach(argument ->
                        given.optionalText(argument.name()).ifPresent(text -> echo.put(argument.name(), text)));
        return echo;
    }

    private static String sample(Argument argument) {
        return switch (argument.kind()) {
            case WORD -> "word";
            case CHOICE -> argument.proposals().startingWith("").get(0);
            case FLAG -> "true";
            case NUMBER, ROOM, SESSION -> "7";
            case DURATION -> "10m";
            case USER -> "kim";
            case ADDRESS -> "10.0.0.0/8";
            case TEXT, MESSAGE -> "two words, 안녕";
        };
    }

    private static Map<String, String> samples(Operation row) {
        return row.arguments().stream()
                .collect(Collectors.toMap(
                        Argument::name, ApiTableTest::sample, (one, other) -> one, LinkedHashMap::new));
    }

    /** A request for a row, without a token: its arguments in the path, then behind the question mark or in the body. */
    private static TestRequest request(Operation row) {
        Route route = Objects.requireNonNull(row.route());
        Map<String, String> rest = samples(row);
        String path = Api.PREFIX + route.path();
        for (String name : samples(row).keySet()) {
            if (path.contains("{" + name + "}")) {
                path = path.replace("{" + name + "}", encoded(rest.remove(name)));
            }
        }
        if (!route.method().equals("GET") && !route.method().equals("DELETE")) {
            return new TestRequest(route.method(), path).json(JSON.writeValueAsString(rest));
        }
        String query = rest.entrySet().stream()
                .map(value -> value.getKey() + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        TestRequest asked = new TestRequest(route.method(), query.isEmpty() ? path : path + "?" + query);
        return route.method().equals("GET") ? asked : asked.json("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String typed(Operation row) {
        return row.name() + row.arguments().stream().map(ApiTableTest::typed).collect(Collectors.joining());
    }

    private static String typed(Argument argument) {
        Form form = argument.form();
        if (form instanceof Form.Word) {
            return " " + argument.name();
        }
        String front = form instanceof Form.After after
                ? after.word() + " "
                : form instanceof Form.Named ? argument.name() + "=" : "";
        return " " + front + sample(argument);
    }

    private int status(TestRequest request) {
        return site.answer(request.build()).status();
    }

    private record Browser(String cookie, String csrf) {

        TestRequest with(TestRequest request) {
            return request.header("Cookie", cookie).header("X-Csrf-Token", csrf);
        }
    }

    private Browser login(String token) {
        Answer answer = site.answer(TestRequest.post("/api/v1/login")
                .json("{\"token\": \"" + token + "\"}")
                .build());
        return new Browser(
                answer.headers().get("Set-Cookie").replaceFirst(";.*", ""),
                JSON.readTree(answer.text()).path("csrf").asString());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowByConsoleAndByHttpIsGivenTheSame(Operation row) throws OpsException {
        TypedCommand typed = TypedCommand.parse(table, typed(row));
        OpsAnswer byConsole = table.call(Operator.CONSOLE, typed.operation().name(), typed.arguments());
        Answer byHttp = site.answer(request(row).bearer(OPERATE).build());

        assertThat(byHttp.status()).as(byHttp.text()).isEqualTo(200);
        assertThat(byHttp.headers()).containsEntry("Content-Type", "application/json");
        assertThat(JSON.readTree(byHttp.text())).isEqualTo(JSON.valueToTree(byConsole.json()));
        assertThat(JSON.readTree(byHttp.text())).hasSize(1 + row.arguments().size());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowIsForThoseWhoMay(Operation row) {
        boolean reads = row.role() == Role.READ;
        TestRequest asked = request(row);

        assertThat(status(asked)).isEqualTo(401);
        assertThat(status(asked.bearer("wrong-0123456789"))).isEqualTo(401);
        assertThat(status(asked.bearer(READ))).isEqualTo(reads ? 200 : 403);
        assertThat(status(asked.bearer(OPERATE))).isEqualTo(200);
        assertThat(status(asked.bearer(OPERATE).header("Origin", "http://evil.example")))
                .isEqualTo(reads ? 200 : 403);
        assertThat(status(asked.bearer(OPERATE).header("Host", "127.0.0.1.evil.example")))
                .isEqualTo(421);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aBrowserBringsMoreThanItsCookieForAChange(Operation row) {
        boolean reads = row.role() == Role.READ;
        Browser kim = login(OPERATE);
        UnaryOperator<TestRequest> signedIn = kim::with;
        TestRequest asked = signedIn.apply(request(row));

        assertThat(status(asked)).isEqualTo(200);
        assertThat(status(login(READ).with(request(row)))).isEqualTo(reads ? 200 : 403);
        assertThat(status(asked.header("X-Csrf-Token", login(OPERATE).csrf()))).isEqualTo(reads ? 200 : 403);
        assertThat(status(asked.header("Origin", "http://127.0.0.1:11022"))).isEqualTo(200);
        assertThat(status(asked.header("Origin", "http://127.0.0.1:11021"))).isEqualTo(reads ? 200 : 403);
        assertThat(status(asked.header("Content-Type", "text/plain"))).isEqualTo(reads ? 200 : 415);
        now += Duration.ofMinutes(31).toNanos();
        assertThat(status(asked)).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowSaysEverythingThatIsWrongAtOnce(Operation row) {
        Route route = Objects.requireNonNull(row.route());
        TestRequest asked = new TestRequest(
                        route.method(), Api.PREFIX + route.path().replaceAll("[{].*?[}]", "x"))
                .json("")
                .bearer(OPERATE);
        String query = "?one=1&two=2";
        Answer refused = site.answer(
                new TestRequest(asked.method(), asked.uri() + query, asked.headers(), asked.peer(), false, "").build());

        assertThat(refused.status()).isEqualTo(400);
        List<String> wrong = JSON.readTree(refused.text())
                .path("errors")
                .valueStream()
                .map(problem -> problem.path("field").asString())
                .toList();
        assertThat(wrong)
                .contains("one", "two")
                .containsAll(row.arguments().stream()
                        .filter(Argument::required)
                        .filter(argument -> !route.path().contains("{" + argument.name() + "}"))
                        .map(Argument::name)
                        .toList());
    }

    @Test
    void whatIsNotThereIs404AndWhatCannotBeDoneThereIs405() {
        assertThat(status(TestRequest.get("/api/v1/nothing").bearer(READ))).isEqualTo(404);
        assertThat(status(TestRequest.get("/api/v1/").bearer(READ))).isEqualTo(404);
        assertThat(status(TestRequest.get("/api/v1/status/").bearer(READ))).isEqualTo(404);
        assertThat(status(TestRequest.get("/api/v1/nothing"))).isEqualTo(401);
        Answer patch = site.answer(
                new TestRequest("PATCH", "/api/v1/log").bearer(OPERATE).build());
        assertThat(patch.status()).isEqualTo(405);
        assertThat(patch.headers()).containsEntry("Allow", "DELETE, GET, HEAD, PUT");
        assertThat(status(new TestRequest("HEAD", "/api/v1/status").bearer(READ)))
                .isEqualTo(200);
        assertThat(status(new TestRequest("DELETE", "/api/v1/openapi.yaml").bearer(OPERATE)))
                .isEqualTo(405);
    }

    @Test
    void aPathIsCountedByItsRoute() {
        for (Operation row : rows()) {
            String asked = request(row).build().path();
            assertThat(site.routeOf(asked))
                    .isEqualTo(Api.PREFIX + Objects.requireNonNull(row.route()).path());
        }
        assertThat(site.routeOf("/api/v1/login")).isEqualTo("/api/v1/login");
        assertThat(site.routeOf("/api/v1/openapi.yaml")).isEqualTo("/api/v1/openapi.yaml");
        assertThat(site.routeOf("/main.js")).isEqualTo("/main.js");
        assertThat(List.of("", "/", "/x", "/api/v1/", "/api/v1/x", "/api/v1", "/../status"))
                .extracting(site::routeOf)
                .containsExactly("other", "/", "other", "other", "other", "other", "other");
    }

    @Test
    void anArgumentIsGivenOnce() {
        Answer refused = site.answer(TestRequest.get("/api/v1/log").bearer(READ).build());
        assertThat(refused.status()).isEqualTo(200);
        Answer twice = site.answer(new TestRequest("PUT", "/api/v1/log?level=info")
                .bearer(OPERATE)
                .json("{\"level\": \"debug\"}")
                .build());

        assertThat(twice.status()).isEqualTo(400);
        assertThat(JSON.readTree(twice.text())
                        .path("errors")
                        .path(0)
                        .path("message")
                        .asString())
                .isEqualTo("is given twice");
    }

    @Test
    void aBodyHasTextsNumbersAndTruths() {
        TestRequest put = new TestRequest("PUT", "/api/v1/log").bearer(OPERATE);

        assertThat(status(put.json("{\"level\": \"debug\", \"logger\": null}"))).isEqualTo(200);
        Answer refused = site.answer(put.json("{\"level\": [], \"logger\": {}}").build());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(JSON.readTree(refused.text()).path("errors")).hasSize(2);
        assertThat(status(put.json("{\"level\""))).isEqualTo(400);
    }

    @Test
    void theDescriptionHasEveryRowWithItsArgumentsAndItsAnswer() {
        Answer answer =
                site.answer(TestRequest.get("/api/v1/openapi.yaml").bearer(READ).build());
        JsonNode description = new YAMLMapper().readTree(answer.text());

        assertThat(answer.headers()).containsEntry("Content-Type", "application/yaml");
        assertThat(description.path("openapi").asString()).startsWith("3.1");
        for (Operation row : rows()) {
            Route route = Objects.requireNonNull(row.route());
            JsonNode method = description
                    .path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(java.util.Locale.ROOT));
            assertThat(method.path("operationId").asString("")).isEqualTo(ApiDescription.idOf(row));
            List<String> named = method.path("parameters")
                    .valueStream()
                    .map(parameter -> parameter.path("name").asString())
                    .collect(Collectors.toList());
            named.addAll(method.path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema")
                    .path("properties")
                    .propertyNames());
            assertThat(named)
                    .containsExactlyElementsOf(
                            row.arguments().stream().map(Argument::name).toList());
            String schema = method.path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("schema")
                    .path("$ref")
                    .asString()
                    .replace("#/", "/");
            assertThat(description.at(schema).isMissingNode()).as(schema).isFalse();
        }
        assertThat(description
                        .path("paths")
                        .valueStream()
                        .mapToInt(JsonNode::size)
                        .sum())
                .isEqualTo(rows().size());
    }
}
