package io.onesend.host.server;

import io.onesend.host.admin.AdminPage;
import io.onesend.host.admin.AdminRequests;
import io.onesend.host.admin.AdminServer;
import io.onesend.host.admin.AdminSite;
import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.api.Api;
import io.onesend.host.config.AdminConfig;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.Problem;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.reload.ReloadPart;
import io.onesend.host.reload.ReloadRefusedException;
import io.onesend.host.text.HostPort;
import io.onesend.host.tokens.AdminTokens;
import io.onesend.host.tokens.TokenFile;
import io.onesend.host.tokens.TokenFileException;
import io.onesend.network.ServerCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the admin port, with the tokens that open it. */
final class AdminStart {

    private static final Logger LOG = LoggerFactory.getLogger(AdminStart.class);

    /**
     * The admin port.
     *
     * @param live takes other tokens and names
     */
    record Started(AdminServer server, ReloadPart live) {}

    private AdminStart() {}

    /**
     * Starts the port.
     *
     * @param certificates of the chat's port, the first of which this one may have too, whatever replaces it later; empty only
     *     without TLS
     * @param operations what the API can do
     * @param requests counts those to the port
     */
    static Started start(
            AdminConfig config,
            Optional<ServerCertificates> certificates,
            Map<String, AdminPage> pages,
            Supplier<OpsTable> operations,
            AdminRequests requests) {
        AdminTokens tokens = config.ownTokenFile() ? ownTokens(config.tokenFile()) : givenTokens(config.tokenFile());
        Access access = new Access(tokens, config.hosts(), System::nanoTime);
        Optional<SSLContext> encryption =
                config.tls() ? Optional.of(certificates.orElseThrow().sslContext()) : Optional.empty();
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        AdminServer server = AdminServer.start(
                address, encryption, new AdminSite(pages, access, new Api(access, operations)), requests);
        LOG.info("admin on {}://{}", config.tls() ? "https" : "http", HostPort.of(server.address()));
        if (!config.tls() && !server.address().getAddress().isLoopbackAddress()) {
            LOG.warn("others can reach the admin port without TLS, so its tokens travel unencrypted; see admin.tls");
        }
        return new Started(server, next -> prepare(access, next.config().admin()));
    }

    /** The file is read again, whether its name has changed or not. */
    private static Runnable prepare(Access access, AdminConfig next) throws ReloadRefusedException {
        try {
            boolean hasNone = next.ownTokenFile() && !Files.exists(next.tokenFile());
            AdminTokens tokens = hasNone ? AdminTokens.NONE : TokenFile.read(next.tokenFile());
            return () -> access.replace(tokens, next.hosts());
        } catch (TokenFileException unusable) {
            throw new ReloadRefusedException("admin.token-file " + unusable.getMessage());
        }
    }

    private static AdminTokens givenTokens(Path file) {
        try {
            AdminTokens tokens = TokenFile.read(file);
            warnIfOpen(file);
            return tokens;
        } catch (TokenFileException | IOException unusable) {
            throw new ConfigException(List.of(new Problem("admin.token-file", String.valueOf(unusable.getMessage()))));
        }
    }

    /** The server works without it too, in a folder where it may not write. */
    private static AdminTokens ownTokens(Path file) {
        try {
            if (!Files.exists(file)) {
                TokenFile.createIfMissing(file);
                LOG.info("the token of the admin port is in {}", file);
            }
            AdminTokens tokens = TokenFile.read(file);
            warnIfOpen(file);
            return tokens;
        } catch (TokenFileException | IOException unusable) {
            LOG.warn("the admin port has no token, so only its open pages can be read: {}", unusable.getMessage());
            return AdminTokens.NONE;
        }
    }

    private static void warnIfOpen(Path file) throws IOException {
        if (TokenFile.isOpenToOthers(file)) {
            LOG.warn("others than its owner can read the tokens in {}; 'chmod 600' ends that", file);
        }
    }
}
