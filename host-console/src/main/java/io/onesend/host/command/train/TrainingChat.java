package io.onesend.host.command.train;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.ResultCode;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.server.Host;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Uses a server as its first clients and its operator would: by both doors, and by the admin pages. */
final class TrainingChat {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final List<String> PAGES = List.of("/livez", "/readyz", "/status", "/metrics");

    private final InetSocketAddress server;
    private final LogicLoop loop;

    private TrainingChat(InetSocketAddress server, LogicLoop loop) {
        this.server = server;
        this.loop = loop;
    }

    /**
     * Chats and returns when all was answered.
     *
     * @throws CommandFailedException if the server does not answer as it should
     */
    static void hold(Host host) {
        try (LogicLoop loop = LogicLoop.start("training-chat")) {
            TrainingChat chat = new TrainingChat(host.address(), loop);
            chat.talk("first", ClientSettings.PLAIN);
            chat.talk("second", ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT));
        }
        host.adminAddress().ifPresent(TrainingChat::readPages);
    }

    private void talk(String userId, ClientSettings settings) {
        NetworkConfig config =
                NetworkConfig.builder().transport(Transport.NIO).ioThreads(1).build();
        try (NetworkClient network = NetworkClient.start(config, Logic.on(loop), settings);
                ChatClient client =
                        answer(ChatClient.connect(network, server, ANSWER_WITHIN, new ChatClient.Listener() {}))) {
            client.requestFeatures(Features.ALL, 0);
            expect("login", client.login(userId, "training"));
            expect("enter", client.enter(0));
            expect("chat", client.chat("hello"));
            expect("leave", client.leave());
        }
    }

    private static void expect(String request, CompletionStage<ResultCode> stage) {
        ResultCode result = answer(stage);
        if (result != ResultCode.NONE) {
            throw new CommandFailedException("the training was refused its " + request + ": " + result);
        }
    }

    private static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new CommandFailedException("the training failed: " + failed.getCause());
        } catch (TimeoutException late) {
            throw new CommandFailedException("the training has no answer within " + ANSWER_WITHIN.toSeconds() + " s");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("the training was interrupted");
        }
    }

    private static void readPages(InetSocketAddress admin) {
        for (String page : PAGES) {
            URI address = URI.create("http://127.0.0.1:" + admin.getPort() + page);
            try (InputStream answer = address.toURL().openStream()) {
                answer.readAllBytes();
            } catch (IOException failed) {
                throw new UncheckedIOException("the training cannot read " + address, failed);
            }
        }
    }
}
