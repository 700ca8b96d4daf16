package io.onesend.host.console;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;
import org.jline.utils.OSUtils;
import org.jspecify.annotations.Nullable;

/** Tells whether lines can be edited at a type of terminal. */
public final class TerminalType {

    private TerminalType() {}

    /** Whether there is a description of this type: the value of {@code TERM}, null if there is none. */
    public static boolean isKnown(@Nullable String type) throws InterruptedException {
        if (OSUtils.IS_WINDOWS) {
            return true;
        }
        if (type == null || type.isEmpty() || type.startsWith(Terminal.TYPE_DUMB)) {
            return false;
        }
        try {
            return InfoCmp.getInfoCmp(type) != null;
        } catch (IOException unknown) {
            return false;
        }
    }
}
