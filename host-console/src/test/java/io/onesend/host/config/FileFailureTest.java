package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFailureTest {

    @Test
    void saysInWordsWhatOnlyTheNameOfAnExceptionSays() {
        assertThat(FileFailure.inWords(new AccessDeniedException("/data"))).isEqualTo("/data: permission denied");
        assertThat(FileFailure.inWords(new NoSuchFileException("/data"))).isEqualTo("/data: no such file or folder");
        assertThat(FileFailure.inWords(new FileAlreadyExistsException("/data"))).isEqualTo("/data: is not a folder");
    }

    @Test
    void leavesTheSystemsOwnReason() {
        assertThat(FileFailure.inWords(new FileSystemException("/data", null, "No space left on device")))
                .isEqualTo("/data: No space left on device");
        assertThat(FileFailure.inWords(new IOException("the library lacks it"))).isEqualTo("the library lacks it");
    }
}
