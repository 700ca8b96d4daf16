package io.onesend.network.netty.door;

import io.netty.util.NetUtil;
import io.onesend.network.ProxySettings;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header X-Forwarded-For, to which each proxy on the way has added the address it was connected from. Only what a trusted proxy
 * has added counts: the client may have begun the list with anything.
 */
final class ForwardedFor {

    private ForwardedFor() {}

    /**
     * The last address that is not a trusted proxy's; if all are, the first one, of a client in the proxies' own network. Null if there
     * is none, or if what stands there is no address.
     */
    static @Nullable InetAddress clientOf(List<String> headers, ProxySettings proxies) {
        String[] addresses = String.join(",", headers).split(",", -1);
        InetAddress address = null;
        for (int i = addresses.length - 1; i >= 0; i--) {
            address = NetUtil.createInetAddressFromIpAddressString(addresses[i].trim());
            if (address == null || !proxies.trusts(address)) {
                return address;
            }
        }
        return address;
    }
}
