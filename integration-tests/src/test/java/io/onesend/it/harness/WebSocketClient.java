package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client of the JDK's WebSocket: each binary message is one packet. Every wait has a deadline. */
public final class WebSocketClient implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 30;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Messages messages = new Messages();
    private final WebSocket socket;

    private WebSocketClient(HttpClient http, URI uri) {
        socket = result(http.newWebSocketBuilder().buildAsync(uri, messages));
    }

    /** Connects to the path that is the server's default. */
    public static WebSocketClient connect(InetSocketAddress server) {
        return connect(URI.create("ws://" + server.getHostString() + ":" + server.getPort() + "/ws"));
    }

    public static WebSocketClient connect(URI uri) {
        return connect(HTTP, uri);
    }

    /** Connects as this client does, with what it trusts. */
    public static WebSocketClient connect(HttpClient http, URI uri) {
        return new WebSocketClient(http, uri);
    }

    public WebSocketClient send(byte[] packet) {
        result(socket.sendBinary(ByteBuffer.wrap(packet), true));
        return this;
    }

    /** The next packet, which has to have this id. */
    public Packet next(int id) {
        try {
            byte[] bytes = messages.arrived.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(bytes).as("a message within %d s", DEADLINE_SECONDS).isNotNull();
            Packet packet = new Packet(bytes);
            assertThat(packet.length()).as("length in the header of %s", packet).isEqualTo(bytes.length);
            assertThat(packet.id()).as("id of the next packet, %s", packet).isEqualTo(id);
            return packet;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    /** The next packet, which has to be a response of this id that grants. */
    public WebSocketClient expectGranted(int id) {
        assertThat(next(id).i16()).as("result of %d", id).isZero();
        return this;
    }

    /** Logs in and enters; the list of users is read. */
    public WebSocketClient member(String user, String password, int room) {
        send(Wire.login(user, password)).expectGranted(Wire.LOGIN_RESPONSE);
        send(Wire.enter(room)).expectGranted(Wire.ROOM_ENTER_RESPONSE).next(Wire.ROOM_USER_LIST_NOTIFY);
        return this;
    }

    /** The code that the server closes with. */
    public int awaitCloseCode() {
        return result(messages.closed);
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed.toString(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    /** Closes in order, unless the server has closed: its close frame is answered without this client, and perhaps just now. */
    @Override
    public void close() {
        if (!messages.closed.isDone()) {
            CompletableFuture<WebSocket> unused = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            awaitCloseCode();
        }
    }

    /** Puts fragments together and keeps whole messages. */
    private static final class Messages implements WebSocket.Listener {

        private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            begun.writeBytes(part);
            if (last) {
                arrived.add(begun.toByteArray());
                begun.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
