package io.onesend.chat.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class SparseWarningTest {

    private final List<String> lines = new ArrayList<>();
    private long now;

    private final SparseWarning warning = new SparseWarning(recorder(), () -> now, "things refused");

    @Test
    void logsTheFirstAtOnceAndTheOthersOnceASecondWithTheirNumber() {
        for (int i = 1; i <= 1_000; i++) {
            warning.add("number " + i);
        }
        assertThat(lines).containsExactly("things refused: 1 since the last such line, the latest: number 1");
        lines.clear();
        now += 1_000_000_000;
        warning.add("number 1001");
        assertThat(lines).containsExactly("things refused: 1000 since the last such line, the latest: number 1001");
    }

    @Test
    void writesOutWhatATerminalWouldObey() {
        warning.add("user '앨리스\u001b[31m\r\n\u202e\ud800'");
        assertThat(lines).singleElement().asString().endsWith("user '앨리스\\u001b[31m\\u000d\\u000a\\u202e\\ud800'");
    }

    private Logger recorder() {
        return (Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("warn");
                    return lines.add(MessageFormatter.basicArrayFormat(
                            (String) arguments[0], (Object[]) arguments[arguments.length - 1]));
                });
    }
}
