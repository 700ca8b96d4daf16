package io.onesend.host.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of the chat's commands: name, argument, help. */
enum SlashCommand {
    ENTER("/enter", "N", "enters room N"),
    LEAVE("/leave", "", "leaves the room"),
    WHO("/who", "", "lists who is in the room"),
    ROOMS("/rooms", "", "lists the rooms that were tried"),
    HELP("/help", "", "lists the commands"),
    QUIT("/quit", "", "leaves and ends");

    private static final String REST_OF_HELP =
            "* any other line is a message; type two slashes for a message that begins with one";

    private final String word;
    private final String argument;
    private final String help;

    SlashCommand(String word, String argument, String help) {
        this.word = word;
        this.argument = argument;
        this.help = help;
    }

    String word() {
        return word;
    }

    boolean takesArgument() {
        return !argument.isEmpty();
    }

    static Optional<SlashCommand> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word.equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SlashCommand::word).toList();
    }

    /** A line for each. */
    static Stream<String> helpLines() {
        return Stream.concat(
                Arrays.stream(values())
                        .map(command ->
                                String.format("* %-9s %s", command.word + " " + command.argument, command.help)),
                Stream.of(REST_OF_HELP));
    }
}
