package io.onesend.load;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What a run was asked to do, and where.
 *
 * @param options as a person types them, in the order in which to show them
 */
public record LoadDescription(String scenario, Map<String, String> options, LoadPlan plan, LoadMachine machine) {

    public InetSocketAddress target() {
        return plan.target();
    }
}
