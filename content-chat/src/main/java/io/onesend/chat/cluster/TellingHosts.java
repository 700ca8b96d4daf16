package io.onesend.chat.cluster;

import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ToldElsewhere;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers what other hosts answer that were told to say something, and answers when the last of them has. */
@LogicThread
final class TellingHosts {

    private final OwningThread owner = new OwningThread();
    private final Consumer<ToldElsewhere> answer;
    private final List<ClusterHost> silent = new ArrayList<>();
    private int missing;
    private int hosts;
    private int users;

    TellingHosts(int all, Consumer<ToldElsewhere> answer) {
        missing = all;
        this.answer = answer;
    }

    /** @param count of users, as the host has written it */
    void told(ClusterHost host, String count) {
        if (count.matches("[0-9]{1,9}")) {
            hosts++;
            users += Integer.parseInt(count);
        } else {
            silent.add(host);
        }
        end();
    }

    /** Perhaps its users have heard it nevertheless. */
    void silent(ClusterHost host) {
        silent.add(host);
        end();
    }

    private void end() {
        assert owner.isCurrent();
        missing--;
        if (missing == 0) {
            answer.accept(new ToldElsewhere(hosts, users, silent));
        }
    }
}
