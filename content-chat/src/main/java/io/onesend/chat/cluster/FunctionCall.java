package io.onesend.chat.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A call of a function in Redis, as it goes over the wire. */
public final class FunctionCall {

    private final String name;
    private final List<String> keys = new ArrayList<>();
    private final List<byte[]> arguments = new ArrayList<>();

    public FunctionCall(String name) {
        this.name = name;
    }

    public FunctionCall key(String key) {
        keys.add(key);
        return this;
    }

    public FunctionCall keys(List<String> more) {
        keys.addAll(more);
        return this;
    }

    public FunctionCall with(String argument) {
        return with(argument.getBytes(StandardCharsets.UTF_8));
    }

    public FunctionCall with(long argument) {
        return with(Long.toString(argument));
    }

    public FunctionCall with(byte[] argument) {
        arguments.add(argument);
        return this;
    }

    public String name() {
        return name;
    }

    public List<String> keys() {
        return keys;
    }

    public List<byte[]> arguments() {
        return arguments;
    }
}
