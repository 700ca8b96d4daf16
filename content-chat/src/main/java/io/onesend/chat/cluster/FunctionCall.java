package io.onesend.chat.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A call of a function in Redis, as it goes over the wire. */
final class FunctionCall {

    private final String name;
    private final List<String> keys = new ArrayList<>();
    private final List<byte[]> arguments = new ArrayList<>();

    FunctionCall(String name) {
        this.name = name;
    }

    FunctionCall key(String key) {
        keys.add(key);
        return this;
    }

    FunctionCall keys(List<String> more) {
        keys.addAll(more);
        return this;
    }

    FunctionCall with(String argument) {
        return with(argument.getBytes(StandardCharsets.UTF_8));
    }

    FunctionCall with(long argument) {
        return with(Long.toString(argument));
    }

    FunctionCall with(byte[] argument) {
        arguments.add(argument);
        return this;
    }

    String name() {
        return name;
    }

    List<String> keys() {
        return keys;
    }

    List<byte[]> arguments() {
        return arguments;
    }
}
