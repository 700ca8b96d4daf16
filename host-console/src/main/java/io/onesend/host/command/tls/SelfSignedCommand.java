package io.onesend.host.command.tls;

import io.onesend.host.command.CommandContext;
import io.onesend.host.config.FileFailure;
import io.onesend.host.files.PrivateFiles;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.CertificateText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a certificate for trying out, which no authority has signed. It never replaces a file. */
@Command(
        name = "self-signed",
        description = "Makes a key, and a certificate that no authority has signed, for trying out TLS.",
        mixinStandardHelpOptions = true)
final class SelfSignedCommand implements Callable<Integer> {

    /** With these a client on this machine reaches the server. */
    private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");

    private static final int MOST_DAYS = 3_650;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "A name or IP address that clients call the server by; may be repeated."
                    + " localhost, 127.0.0.1 and ::1 are always among them.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How long it is valid: 1 to " + MOST_DAYS + ". Default ${DEFAULT-VALUE}.")
    private int days = 365;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where certificate.pem and key.pem are written. Default: the current folder.")
    private Path folder = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final CommandContext context;

    SelfSignedCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days may be 1 to " + MOST_DAYS + ", not " + days);
        }
        Path in = context.folder().resolve(folder).toAbsolutePath().normalize();
        Path certificate = in.resolve("certificate.pem");
        Path key = in.resolve("key.pem");
        refuseToReplace(certificate);
        refuseToReplace(key);

        List<String> all = new ArrayList<>(names);
        ALWAYS.stream().filter(name -> !names.contains(name)).forEach(all::add);
        SelfSigned made = SelfSigned.make(all, days);
        write(key, "PRIVATE KEY", made.key().getEncoded(), true);
        write(certificate, "CERTIFICATE", made.encodedCertificate(), false);
        print(made, all, certificate, key);
        return ExitStatus.STOPPED_AS_ASKED;
    }

    private void refuseToReplace(Path file) {
        if (Files.exists(file)) {
            throw new CommandFailedException(file + " is there already; remove it, or name another folder with --dir");
        }
    }

    private static void write(Path file, String label, byte[] der, boolean isPrivate) {
        try {
            Files.createDirectories(file.getParent());
            if (isPrivate) {
                PrivateFiles.create(file);
            }
            Files.write(file, Pem.of(label, der).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new CommandFailedException("cannot write " + FileFailure.inWords(failed));
        }
    }

    private void print(SelfSigned made, List<String> all, Path certificate, Path key) {
        PrintWriter out = context.out();
        out.println("certificate for " + String.join(", ", all) + ", valid for " + days + " days");
        out.println("SHA-256 " + CertificateText.fingerprint(made.certificate()));
        out.println("A client trusts it only if it is given " + certificate + ".");
        out.println("The configuration, below network:");
        out.println();
        out.println("  tls:");
        out.println("    mode: allowed");
        out.println("    certificate: " + certificate);
        out.println("    key: " + key);
    }
}
