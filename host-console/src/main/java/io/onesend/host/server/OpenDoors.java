package io.onesend.host.server;

import io.onesend.network.CidrBlock;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in at the port; names are those of the JSON page.
 *
 * @param webSocketPath null: that door is shut
 * @param tls {@code none}, {@code allowed} or {@code required}
 * @param proxies whose word is taken for where a client is
 */
public record OpenDoors(List<String> open, @Nullable String webSocketPath, String tls, List<String> proxies) {

    public OpenDoors {
        open = List.copyOf(open);
        proxies = List.copyOf(proxies);
    }

    static OpenDoors of(Doors doors) {
        return new OpenDoors(
                doors.open().stream().sorted().map(Door::label).toList(),
                doors.has(Door.WEBSOCKET) ? doors.webSocket().path() : null,
                doors.tls().mode().name().toLowerCase(Locale.ROOT),
                doors.proxy().trusted().stream().map(CidrBlock::toString).toList());
    }

    /** For people, such as {@code plain, websocket at /ws; TLS allowed}. */
    String text() {
        List<String> named = open.stream()
                .map(door -> door.equals(Door.WEBSOCKET.label()) ? door + " at " + webSocketPath : door)
                .toList();
        return String.join(", ", named) + "; TLS " + tls
                + (proxies.isEmpty() ? "" : "; behind proxies at " + String.join(", ", proxies));
    }
}
