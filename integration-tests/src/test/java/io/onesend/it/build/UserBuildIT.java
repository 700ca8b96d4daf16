package io.onesend.it.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.TestRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's Maven project depends on our modules, imports nothing, and gets one Netty. Its program runs. */
class UserBuildIT {

    private static final String NETTY =
            io.netty.util.Version.identify().get("netty-common").artifactVersion();

    private static final Pattern MENDING_LINE = Pattern.compile("<dependency>.*</dependency>");

    private static UserRepository repository;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install(@TempDir Path folder) throws IOException {
        repository = UserRepository.install(folder);
    }

    @Test
    void aProgramOnNetworkCoreHasOneNetty() throws IOException {
        UserProject project =
                new UserProject(repository, folder, EchoProgram.class, repository.ours("network-core")).build("");

        assertThat(project.nettyVersions()).hasSizeGreaterThan(8).containsOnly(NETTY);
        assertThat(project.run().expect(0).out()).contains("answer hello");
    }

    /** Lettuce declares an older one. */
    @Test
    void aProgramOnContentChatHasOneNetty() throws IOException {
        UserProject project =
                new UserProject(repository, folder, ChatProgram.class, repository.ours("content-chat")).build("");

        assertThat(project.nettyVersions()).hasSizeGreaterThan(12).containsOnly(NETTY);
        Jar.Finished run = project.run(TestRedis.shared().uri(), TestRedis.unique() + ":");
        assertThat(run.expect(0).out()).contains("login NONE");
    }

    /** A mixture comes from a library that the user's pom names first. */
    @Test
    void whatTheErrorSaysMendsAMixture() throws IOException {
        String library = repository.addLibraryWithNetty("netty-common", "4.2.12.Final");
        UserProject project = new UserProject(
                        repository, folder, EchoProgram.class, library, repository.ours("network-core"))
                .build("");
        assertThat(project.nettyVersions()).contains(NETTY, "4.2.12.Final");

        Jar.Finished refused = project.run().expect(1);
        Matcher line = MENDING_LINE.matcher(refused.err());
        assertThat(line.find()).as(refused.err()).isTrue();
        project.build(line.group());

        assertThat(project.nettyVersions()).containsOnly(NETTY);
        assertThat(project.run().expect(0).out()).contains("answer hello");
    }
}
