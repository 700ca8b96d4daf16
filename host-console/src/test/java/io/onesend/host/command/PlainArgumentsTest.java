package io.onesend.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainArgumentsTest {

    private static List<String> split(String arguments) {
        return arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--config a.yaml",
                "--config=a.yaml",
                "--config =",
                "--config=a=b.yaml",
                "--set a=b",
                "--set=a=b",
                "--set a",
                "--set a= --set=c=",
                "--set a=b=c --set=a=b=c",
                "--set a=\"x\" --set=b='y' --set 'c'=z",
                "--set a=1,2;3|4",
                "--set a=-1 --set=b=--c",
                "--set @file --set ${x}",
                "--set one=1 --config /etc/two.yaml --set three=3",
                "--set run --set ="
            })
    void readsWhatPicocliReads(String arguments) {
        ConfigOptions byPicocli = CommandLine.populateCommand(
                new ConfigOptions(), split(arguments).toArray(String[]::new));

        assertThat(PlainArguments.read(split(arguments)))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(byPicocli);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "--config",
                "--set",
                "--set --config",
                "--set --set a=b",
                "--set=",
                "--config=",
                "--config ",
                "--config a --config b",
                "--set=\"a\"=b",
                "--setting a=b",
                "-set a=b",
                "--",
                "-- --set",
                "a=b",
                "check-config",
                "--set a=b check-config",
                "--set a=b --help"
            })
    void leavesEverythingElseToPicocli(String arguments) {
        assertThat(PlainArguments.read(split(arguments))).isEmpty();
    }

    @Test
    void leavesAFileThatCannotBeToPicocli() {
        assertThat(PlainArguments.read(List.of("--config", "a\0b"))).isEmpty();
    }
}
