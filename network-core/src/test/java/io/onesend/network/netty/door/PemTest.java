package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.NetworkException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemTest {

    @TempDir
    private Path folder;

    @Test
    void saysInWordsWhyAFileCannotBeRead() {
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> Pem.read(missing))
                .isInstanceOf(NetworkException.class)
                .hasMessage(missing + ": cannot be read: there is no such file");
        assertThatThrownBy(() -> Pem.textOf(folder))
                .isInstanceOf(NetworkException.class)
                .hasMessage(folder + ": cannot be read: Is a directory");
    }
}
