package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.ScriptedServer;
import io.onesend.network.testing.ScriptedServer.Body;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ServerSocketFactory;

/** A host of a cluster as a client sees it: a {@link ScriptedServer} with the words of the chat. */
final class ScriptedHost implements AutoCloseable {

    static final String TOKEN = "a token of 32 bytes, as they are";

    private final ScriptedServer server;

    ScriptedHost() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    /** @param sockets may be those of TLS */
    ScriptedHost(ServerSocketFactory sockets) throws IOException {
        server = new ScriptedServer(sockets);
    }

    InetSocketAddress address() {
        return server.address();
    }

    Peer accept() throws IOException {
        return new Peer(server.accept());
    }

    /** Lets a client in who has no session yet. */
    Peer acceptLogin() throws IOException {
        return accept().expectFeatures().expectLogin().answerLogin(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One client. Every method fails if something else comes than it expects. */
    static final class Peer {

        final ScriptedServer.Connection connection;

        private Peer(ScriptedServer.Connection connection) {
            this.connection = connection;
        }

        Peer expectFeatures() throws IOException {
            ByteBuffer body = connection.expect(231);
            assertThat(body.get()).as("version").isEqualTo((byte) 1);
            assertThat(body.getInt()).as("features").isEqualTo(7);
            connection.send(232, new Body().i32(7).u8(0).i32(120));
            return this;
        }

        /** Behaves like a server that has never heard of features. */
        Peer ignoreFeatures() throws IOException {
            connection.expect(231);
            return this;
        }

        Peer expectLogin() throws IOException {
            ByteBuffer body = connection.expect(201);
            assertThat(ScriptedServer.chars(body, 33)).isEqualTo("alice");
            assertThat(ScriptedServer.chars(body, 33)).isEqualTo("secret");
            return this;
        }

        Peer answerLogin(int result) throws IOException {
            connection.send(202, new Body().i16(result));
            if (result == 0) {
                connection.send(233, new Body().chars(TOKEN, 33));
            }
            return this;
        }

        Peer expectEnter(int room) throws IOException {
            assertThat(connection.expect(206).getInt()).isEqualTo(room);
            return this;
        }

        Peer answerEnter(int result) throws IOException {
            connection.send(207, new Body().i16(result));
            return this;
        }

        Peer list(String userId) throws IOException {
            connection.send(209, new Body().u8(1).i64(1).text8(userId));
            return this;
        }

        /** The position is offset and tag; the tag is always the offset and 1,000. */
        Peer position(long offset) throws IOException {
            connection.send(236, new Body().i64(offset).i64(offset + 1_000));
            return this;
        }

        Peer said(String userId, String text, long offset) throws IOException {
            connection.send(223, new Body().chars(userId, 33).chars(text, 257));
            return position(offset);
        }

        Peer entered(long uniqueId, String userId, long offset) throws IOException {
            connection.send(208, new Body().i64(uniqueId).text8(userId));
            return position(offset);
        }

        Peer left(long uniqueId, long offset) throws IOException {
            connection.send(217, new Body().i64(uniqueId));
            return position(offset);
        }

        /** A resume with the token, from this position of this room, and the ping behind it. */
        Peer expectResume(int room, long offset) throws IOException {
            ByteBuffer body = connection.expect(234);
            assertThat(ScriptedServer.chars(body, 33)).isEqualTo("alice");
            assertThat(ScriptedServer.chars(body, 33)).isEqualTo(TOKEN);
            assertThat(body.getInt()).as("room").isEqualTo(room);
            assertThat(body.getLong()).as("offset").isEqualTo(offset);
            assertThat(body.getLong()).as("tag").isEqualTo(room < 0 ? 0 : offset + 1_000);
            return this;
        }

        Peer answerResume(int result, int replay) throws IOException {
            connection.send(235, new Body().i16(result).i32(replay));
            return this;
        }

        /** The ping behind a resume has to be there. */
        Peer pong() throws IOException {
            connection.send(3, new Body().i16(connection.expect(2).getShort()));
            return this;
        }

        Peer gap(int room, long from, long to, int reason) throws IOException {
            connection.send(237, new Body().i32(room).i64(from).i64(to).u8(reason));
            return this;
        }

        Peer move(String host, int port, int afterMillis) throws IOException {
            connection.send(239, new Body().chars(host, 65).i16(port).i32(afterMillis));
            return this;
        }

        void hangUp() throws IOException {
            connection.close();
        }

        void expectEnd() throws IOException {
            connection.expectEnd();
        }
    }
}
