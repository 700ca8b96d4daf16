package io.onesend.load.show.browser;

/** A key of the keyboard. */
public enum Key {
    ENTER("Enter", 13, 0, "\r"),
    SHIFT_ENTER("Enter", 13, 8, "\r"),
    /** What an input method lets the page see of an Enter that ends a composition. */
    ENTER_IN_COMPOSITION("Process", 229, 0, ""),
    ESCAPE("Escape", 27, 0, ""),
    TAB("Tab", 9, 0, ""),
    SHIFT_TAB("Tab", 9, 8, ""),
    SPACE(" ", 32, 0, " ");

    private final String key;
    private final int code;
    private final int modifiers;
    private final String text;

    Key(String key, int code, int modifiers, String text) {
        this.key = key;
        this.code = code;
        this.modifiers = modifiers;
        this.text = text;
    }

    String key() {
        return key;
    }

    int code() {
        return code;
    }

    int modifiers() {
        return modifiers;
    }

    String text() {
        return text;
    }
}
