package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One packet as it came, whole; its fields are read where the protocol's tables say they are. */
public final class Packet {

    /** An entry of a user list. */
    public record User(long uniqueId, String userId) {}

    private final byte[] bytes;
    private final ByteBuffer fields;

    public Packet(byte[] bytes) {
        this.bytes = bytes;
        fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int length() {
        return fields.getShort(0) & 0xffff;
    }

    public int id() {
        return fields.getShort(2) & 0xffff;
    }

    public int type() {
        return fields.get(4);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public byte[] body() {
        return Arrays.copyOfRange(bytes, 5, bytes.length);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The Result of a response, or the number of a PONG. */
    public int i16() {
        assertThat(bytes).as("a packet with one i16").hasSize(7);
        return fields.getShort(5);
    }

    /** The unique id in a 208 or a 217. */
    public long uniqueId() {
        return fields.getLong(5);
    }

    /** The user in a 208. */
    public User newUser() {
        List<User> users = users(5, 1);
        return users.get(0);
    }

    /** The users in a 209. */
    public List<User> users() {
        return users(6, bytes[5] & 0xff);
    }

    private List<User> users(int from, int count) {
        List<User> users = new ArrayList<>();
        int at = from;
        for (int i = 0; i < count; i++) {
            long uniqueId = fields.getLong(at);
            int length = bytes[at + 8];
            users.add(new User(uniqueId, new String(bytes, at + 9, length, StandardCharsets.UTF_8)));
            at += 9 + length;
        }
        assertThat(at).as("end of the list in %s", hex()).isEqualTo(bytes.length);
        return users;
    }

    /** The sender in a 223. */
    public String sender() {
        return chars(5, Wire.ID_BYTES);
    }

    /** The message in a 223. */
    public String message() {
        assertThat(bytes).hasSize(295);
        return chars(5 + Wire.ID_BYTES, Wire.MESSAGE_BYTES);
    }

    private String chars(int from, int size) {
        int end = from;
        while (bytes[end] != 0) {
            end++;
        }
        for (int i = end; i < from + size; i++) {
            assertThat(bytes[i])
                    .as("what follows the NUL at %d in %s", end, hex())
                    .isZero();
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "packet " + (bytes.length >= 5 ? id() : -1) + " " + hex();
    }
}
