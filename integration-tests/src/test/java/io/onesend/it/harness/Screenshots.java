package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.show.browser.Page;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The pictures in host-console's README. To renew one, run its test and copy the file of the folder {@link #MADE} over the kept one;
 * fonts-nanum has the letters.
 */
public final class Screenshots {

    private static final Path KEPT = Path.of("../host-console/docs");
    private static final Path MADE = Path.of("target/screenshots");

    private Screenshots() {}

    /** Takes a picture of a page, which is as large as the one that the README shows. */
    public static void assertAsLargeAsKept(Page page, String name, Dimension size) throws IOException {
        Files.createDirectories(MADE);
        page.screenshot(MADE.resolve(name));
        assertThat(sizeOf(MADE.resolve(name))).isEqualTo(size);
        assertThat(sizeOf(KEPT.resolve(name))).isEqualTo(size);
    }

    private static Dimension sizeOf(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        return new Dimension(image.getWidth(), image.getHeight());
    }
}
