package io.onesend.host.config;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells whether text that came through the system is what the user gave: an argument, a variable, the current folder, what
 * was typed at a password prompt. The JDK decodes these by the locale and replaces what that cannot decode, so that under
 * {@code LC_ALL=C} all Korean passwords of one length are the same. In a locale other than UTF-8 only ASCII is taken.
 *
 * @param unicode whether the system hands over Unicode; else only ASCII can be relied on
 * @param locale how messages name it
 * @param folder the current one, as it was decoded
 */
public record SystemText(boolean unicode, String locale, String folder) {

    /** Stands for text that could not be decoded. */
    private static final char UNREADABLE = '\ufffd';

    /** The strongest first. */
    private static final List<String> LOCALE_VARIABLES = List.of("LC_ALL", "LC_CTYPE", "LANG");

    /** The one of this process. */
    public static SystemText ofProcess() {
        // The charset of names, arguments and variables. Two JDKs that differ in what they read and write by default
        // agree on it.
        String charset =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return of(charset, System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.dir", ""));
    }

    static SystemText of(String charset, String system, Map<String, String> environment, String folder) {
        String name = Charset.isSupported(charset) ? Charset.forName(charset).name() : charset;
        String variable = LOCALE_VARIABLES.stream()
                .filter(candidate -> !environment.getOrDefault(candidate, "").isEmpty())
                .findFirst()
                .map(set -> set + "=" + environment.get(set))
                .orElse("none is set");
        // Windows keeps names and arguments in UTF-16, whatever its code page.
        boolean unicode =
                name.equals("UTF-8") || system.toLowerCase(Locale.ROOT).startsWith("windows");
        return new SystemText(unicode, variable + ", " + name, folder);
    }

    /** What is wrong with a text, as the rest of a sentence about it; empty if it is what was given. */
    public Optional<String> problemOf(String text) {
        if (text.indexOf(UNREADABLE) >= 0 && unicode) {
            return Optional.of("is not UTF-8 text, which the locale says it is (" + locale + ")");
        }
        if (!unicode && text.chars().anyMatch(letter -> letter > 0x7f)) {
            return Optional.of("has characters that can be read in a UTF-8 locale only, and the locale is another ("
                    + locale + "); run it with LC_ALL=C.UTF-8");
        }
        return Optional.empty();
    }

    /**
     * Checks one text.
     *
     * @param where names it, and is shown; the text is not, because it may be a password
     * @throws ConfigException if it is not what was given
     */
    public void check(String where, String text) {
        throwIfAny(problem(where, text).toList());
    }

    /** As {@link #check}, with the arguments of the command line. */
    public void checkArguments(String... arguments) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String after = i > 0 && arguments[i - 1].startsWith("-") ? ", after " + arguments[i - 1] : "";
            problem("argument " + (i + 1) + after, arguments[i]).forEach(problems::add);
        }
        throwIfAny(problems);
    }

    /** As {@link #check}, with the variables that may be settings. */
    public void checkEnvironment(Map<String, String> environment) {
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(Key.ENVIRONMENT_PREFIX) && !name.startsWith(ConfigLoader.TEST_PREFIX)) {
                problem(name, name + value).forEach(problems::add);
            }
        });
        throwIfAny(problems);
    }

    /** As {@link #check}, with the current folder: if its name is wrong, so is the place of every file. */
    public void checkFolder() {
        check("the name of the current folder", folder);
    }

    private Stream<Problem> problem(String where, String text) {
        return problemOf(text).map(problem -> new Problem(where, problem)).stream();
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
