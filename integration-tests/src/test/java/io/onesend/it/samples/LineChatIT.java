package io.onesend.it.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.DebianProgram;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.network.testing.TestTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link LineChat} under nc. */
class LineChatIT {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static RunningSample chat() {
        return new RunningSample(loop -> LineChat.start(
                LineChat.config(0).toBuilder().transport(TestTransport.CHOSEN).build(), loop));
    }

    @Test
    void peopleTalkInTheirOwnWriting() {
        try (RunningSample chat = chat();
                Jar.Child alice = enter(chat, "앨리스", "앨리스");
                Jar.Child bob = enter(chat, "Bob", "앨리스, Bob")) {
            alice.out.await("^\\* Bob has come$", DEADLINE);

            alice.type("안녕, Bob! 😀");
            bob.out.await("^앨리스> 안녕, Bob! 😀$", DEADLINE);
            bob.type("hello, 앨리스");
            alice.out.await("^Bob> hello, 앨리스$", DEADLINE);

            bob.type("/quit");
            alice.out.await("^\\* Bob has left$", DEADLINE);
            bob.endInput();
            bob.awaitEnd(DEADLINE).expect(0);
            assertThat(bob.out.text()).as("nobody hears himself").doesNotContain("Bob> ");
        }
    }

    @Test
    void aNameIsOneWordAndOnePersons() {
        try (RunningSample chat = chat();
                Jar.Child alice = enter(chat, "Alice", "Alice");
                Jar.Child other = nc(chat)) {
            other.type("two words");
            other.out.await("^A name has 1 to 20 letters and digits", DEADLINE);
            other.type("alice");
            other.out.await("^alice is here already", DEADLINE);
            other.type("Alicia");
            other.out.await("^\\* here: Alice, Alicia$", DEADLINE);
            alice.out.await("^\\* Alicia has come$", DEADLINE);
        }
    }

    /** A closed terminal, a reset: what a name's owner could not say himself. */
    @Test
    void whoIsCutOffHasLeftAndHisNameIsFree() {
        try (RunningSample chat = chat();
                Jar.Child alice = enter(chat, "Alice", "Alice")) {
            try (RawClient carol = chat.connect()) {
                carol.send("carol\n".getBytes(UTF_8));
                alice.out.await("^\\* carol has come$", DEADLINE);
                carol.reset();
            }
            alice.out.await("^\\* carol has left$", DEADLINE);

            enter(chat, "Carol", "Alice, Carol").close();
        }
    }

    @Test
    void anEscapeSequenceReachesNobodysTerminal() {
        try (RunningSample chat = chat();
                Jar.Child alice = enter(chat, "Alice", "Alice");
                Jar.Child bob = enter(chat, "Bob", "Alice, Bob")) {
            bob.type("\u001b[2Jboo");
            alice.out.await("^Bob> \\[2Jboo$", DEADLINE);
        }
    }

    /** Who does not read is closed when what waits for him has used up his share of memory; the others hear everything. */
    @Test
    void whoDoesNotReadIsClosedAndHoldsNobodyUp() {
        byte[] speech = ("가".repeat(300) + "\n").repeat(40).getBytes(UTF_8);
        try (RunningSample chat = chat();
                Jar.Child listener = enter(chat, "listener", "listener");
                RawClient sleeper = RawClient.connect(chat.server.address(), 4_096)) {
            sleeper.send("sleeper\n".getBytes(UTF_8));
            listener.out.await("^\\* sleeper has come$", DEADLINE);
            int speakers = 0;
            while (!listener.out.text().contains("* sleeper has left")) {
                String name = "speaker" + ++speakers;
                assertThat(speakers).as("speeches that a sleeper may miss").isLessThan(500);
                try (RawClient speaker = chat.connect()) {
                    speaker.send((name + "\n").getBytes(UTF_8), speech).shutdownOutput();
                    listener.out.await("^\\* " + name + " has left$", DEADLINE);
                }
            }
            assertThat(listener.out.lines().stream().filter(line -> line.contains("가")))
                    .hasSize(40 * speakers);
        }
    }

    private static Jar.Child nc(RunningSample chat) {
        Jar.Child nc = DebianProgram.NC.start("127.0.0.1", chat.port());
        nc.out.await("^Welcome. What is your name\\?$", DEADLINE);
        return nc;
    }

    private static Jar.Child enter(RunningSample chat, String name, String here) {
        Jar.Child nc = nc(chat);
        nc.type(name);
        nc.out.await("^\\* here: " + here + "$", DEADLINE);
        return nc;
    }
}
