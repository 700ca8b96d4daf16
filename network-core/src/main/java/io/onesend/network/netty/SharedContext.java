package io.onesend.network.netty;

import io.onesend.network.Logic;

/**
 * The state that all sessions of one server or client share, whatever their endpoint.
 *
 * @param refused open connections that are refused and sent a packet
 */
record SharedContext(
        Logic logic,
        SessionRegistry live,
        SendBudget budget,
        InboundBudget inboundBudget,
        SendVerdicts verdicts,
        SessionEnds ends,
        RefusedConnections refused) {

    /** With counters that begin at zero. */
    static SharedContext of(Logic logic, SessionRegistry live, SendBudget budget, InboundBudget inboundBudget) {
        return new SharedContext(
                logic, live, budget, inboundBudget, new SendVerdicts(), new SessionEnds(), new RefusedConnections());
    }
}
