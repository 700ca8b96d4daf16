package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a running server answers to each operation of its API, compared with the description that it gives of itself. */
class AdminApiIT {

    /** The server ends after it. */
    private static final String LAST = "drain";

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /**
     * A call of an operation.
     *
     * @param asked what stands behind its path
     * @param status of the answer
     */
    private record Call(String asked, String body, int status) {
        static Call asking(String query) {
            return new Call(query, "", 200);
        }

        static Call telling(String body) {
            return new Call("", body, 200);
        }

        Call gets(int otherStatus) {
            return new Call(asked, body, otherStatus);
        }
    }

    @TempDir
    private Path folder;

    private String base = "";
    private String token = "";

    /** By the names of the operations. An operation that is not here has not been compared with its description. */
    private static Map<String, Call> calls(String member, String guest) {
        Map<String, Call> calls = new HashMap<>();
        calls.put("status", Call.asking(""));
        calls.put("top", Call.asking("?since=0"));
        calls.put("hosts", Call.asking("").gets(404));
        calls.put("whereis", Call.asking("?user=" + member).gets(503));
        calls.put("log", Call.asking(""));
        calls.put("log-level", Call.telling("{\"level\": \"debug\", \"logger\": \"io.onesend.chat\"}"));
        calls.put("log-reset", Call.asking(""));
        calls.put("sessions", Call.asking("?limit=10&sort=age"));
        calls.put("session", Call.asking(""));
        calls.put("slow", Call.asking(""));
        calls.put("users", Call.asking("?prefix=" + member));
        calls.put("rooms", Call.asking("?limit=10"));
        calls.put("room", Call.asking(""));
        calls.put("notice", Call.telling("{\"to\": \"all\", \"text\": \"곧 다시 시작합니다\"}"));
        calls.put("kick", Call.telling("{\"who\": \"" + guest + "\", \"reason\": \"a test\"}"));
        calls.put("ban", Call.telling("{\"who\": \"203.0.113.0/24\", \"duration\": \"10m\", \"reason\": \"a test\"}"));
        calls.put("bans", Call.asking(""));
        calls.put("unban", Call.asking("?who=203.0.113.9").gets(404));
        calls.put("config", Call.asking("?path=admin"));
        calls.put("certificates", Call.asking(""));
        calls.put("record", Call.telling("{\"duration\": \"1s\"}"));
        calls.put("reload", Call.telling("{\"dry\": true}"));
        calls.put("undrain", Call.asking("").gets(409));
        calls.put(LAST, Call.telling("{\"over\": \"1s\"}"));
        return calls;
    }

    @Test
    void everyAnswerIsAsTheDescriptionSays() throws Exception {
        try (ChatFixture chat = ChatFixture.start(
                ServerProcess.launchPlaintext(TestRedis.shared()).in(folder))) {
            base = "http://127.0.0.1:" + chat.server().admin().address().getPort() + "/api/v1";
            token = Files.readString(folder.resolve("data/admin.token")).strip().split(" ")[2];
            int room = chat.room();
            String member = chat.account();
            String guest = chat.account();
            try (RawClient inRoom = chat.login(member);
                    RawClient outside = chat.login(guest)) {
                inRoom.enter(room);
                inRoom.chat("so that the room has a message");
                outside.assertQuiet();
                JsonNode description = new YAMLMapper()
                        .readTree(send("GET", "/openapi.yaml", "").body());
                Map<String, Call> calls = calls(member, guest);
                List<Method> all = methods(description);
                for (Method method : all) {
                    if (!method.operation().equals(LAST)) {
                        compare(description, method, filled(method.path(), room, member), calls);
                    }
                }
                for (Method method : all) {
                    if (method.operation().equals(LAST)) {
                        compare(description, method, method.path(), calls);
                        chat.server().awaitEnd(0);
                    }
                }
            }
        }
    }

    /** A method of a path of the description. */
    private record Method(String path, String name, JsonNode described) {
        String operation() {
            return described.path("operationId").asString();
        }
    }

    private static List<Method> methods(JsonNode description) {
        List<Method> methods = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> methods.add(new Method(
                                path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()))));
        return methods;
    }

    private String filled(String path, int room, String user) throws IOException, InterruptedException {
        String session = path.contains("{id}") ? sessionOf(user) : "";
        return path.replace("{room}", Integer.toString(room)).replace("{id}", session);
    }

    private String sessionOf(String user) throws IOException, InterruptedException {
        JsonNode sessions =
                JSON.readTree(send("GET", "/sessions?user=" + user, "").body());
        return sessions.path("sessions").path(0).path("id").asString();
    }

    private void compare(JsonNode description, Method method, String path, Map<String, Call> calls)
            throws IOException, InterruptedException {
        assertThat(calls).as("calls to compare").containsKey(method.operation());
        Call call = calls.get(method.operation());
        HttpResponse<String> answer = send(method.name(), path + call.asked(), call.body());

        String what = method.operation() + ": " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(call.status());
        JsonNode responses = method.described().path("responses");
        JsonNode content =
                responses.path(call.status() == 200 ? "200" : "default").path("content");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(content.propertyNames()).containsExactly(type);
        assertThat(schema(description, content.path(type).path("schema")).validate(JSON.readTree(answer.body())))
                .as(what)
                .isEmpty();
    }

    /** A part of the description, with the other parts that it refers to. */
    private static Schema schema(JsonNode description, JsonNode part) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", description.path("components"));
        whole.set("$ref", part.path("$ref"));
        return SCHEMAS.getSchema(whole);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
