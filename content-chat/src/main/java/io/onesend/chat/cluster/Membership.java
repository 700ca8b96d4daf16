package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ToldElsewhere;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This host among the others: its line on the list of hosts, the user ids that its sessions have, and what hosts ask each other.
 * Rooms are the business of others.
 */
@LogicThread
public final class Membership {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final OwningThread owner = new OwningThread();
    private final ClusterParts parts;
    private final SortedMap<String, String> terms;
    private final PortCalls calls;
    private final HostList hosts;
    private final Control control;
    private final SharedClaims claims;
    private final UserClaims countedClaims;
    private final Runnable renewal;

    /** Set before the start. */
    private BiConsumer<String, IntConsumer> saying = (text, told) -> told.accept(0);

    Membership(ClusterParts parts, ChatConfig.Rooms rooms, ClusterCounters counters) {
        this.parts = parts;
        terms = ClusterTerms.of(parts.config(), rooms);
        calls = new PortCalls(parts.port(), parts.loop());
        hosts = new HostList(parts, calls, this::wasForgotten);
        control = new Control(parts, calls, new ForOthers());
        claims = new SharedClaims(new ClaimRoads(parts, calls, hosts, control), parts.loop());
        countedClaims = new CountedClaims(claims, counters);
        renewal = claims::renewAll;
    }

    /** What this host does for others that ask it. */
    @LogicThread
    private final class ForOthers implements Control.Answering {
        @Override
        public void asked(ControlMessage.Question question, Consumer<String> answer) {
            claims.answer(question, answer);
        }

        @Override
        public void say(String text, Consumer<String> answer) {
            saying.accept(text, told -> answer.accept(Integer.toString(told)));
        }
    }

    /**
     * Sets what says something to all users of this host, for an operator of another one. Called before the start.
     *
     * @param newSaying gets the text, and what takes the number of users on the logic thread, later
     */
    @AnyThread
    public void onSaying(BiConsumer<String, IntConsumer> newSaying) {
        saying = newSaying;
    }

    /**
     * Has the other hosts on the list say something to all their users.
     *
     * @param text 1 to 256 bytes of UTF-8
     * @param answer gets what came of it, once each has answered or is known not to
     */
    public void sayElsewhere(String text, Consumer<ToldElsewhere> answer) {
        assert owner.isCurrent();
        List<ClusterHost> others = hosts.hosts().stream()
                .filter(host -> !host.hid().equals(parts.hid()))
                .toList();
        if (others.isEmpty()) {
            answer.accept(ToldElsewhere.NOBODY);
            return;
        }
        TellingHosts telling = new TellingHosts(others.size(), answer);
        others.forEach(host ->
                control.say(host.hid(), text, told -> telling.told(host, told), silence -> telling.silent(host)));
    }

    /** Who may log in. */
    @AnyThread
    public UserClaims claims() {
        return countedClaims;
    }

    /** Listens and tells the other hosts of this one. The port has been started. */
    public void start() {
        assert owner.isCurrent();
        parts.port().listen(parts.keys().control(parts.hid()));
        hosts.start();
        claims.start();
    }

    /** A link is up, for the first time or again: meanwhile others may have taken this host's user ids. */
    public void linkUp() {
        assert owner.isCurrent();
        hosts.linkUp();
        renewClaims();
    }

    /** A Redis server has lost what it had, or others have taken this host for dead: user ids of its sessions may be free, or taken. */
    void renewClaims() {
        assert owner.isCurrent();
        parts.loop().atEndOfPass(renewal);
    }

    /** A message on this host's control channel. */
    public void heard(byte[] message) {
        assert owner.isCurrent();
        control.heard(message);
    }

    /** Asks Redis whether the user id is still that of this session, and of no later one. There is no answer if Redis has none. */
    void askWhetherClaimed(ChatUser user, Consumer<Boolean> answer) {
        assert owner.isCurrent();
        claims.askWhetherClaimed(user, answer);
    }

    private void wasForgotten() {
        renewal.run();
        compareTerms(
                differences -> {
                    if (!differences.isEmpty()) {
                        LOG.error("this host differs from the others: {}", String.join("; ", differences));
                    }
                },
                words -> LOG.warn("what the hosts agree on cannot be read: {}", words));
    }

    /**
     * Compares this host's configuration with what the hosts of the cluster have agreed on; the first host decides.
     *
     * @param answer gets a line for each difference
     * @param failed gets why Redis has not answered
     */
    public void compareTerms(Consumer<List<String>> answer, Consumer<String> failed) {
        assert owner.isCurrent();
        calls.call(
                Functions.meta(parts.keys().meta(), terms),
                ReplyReader::meta,
                agreed -> answer.accept(ClusterTerms.differences(terms, agreed)),
                (why, words) -> failed.accept(words));
    }

    /**
     * Finds a user.
     *
     * @param userId in its normal form
     * @param answer gets where the user is; empty: not logged in
     * @param failed gets why Redis has not answered
     */
    public void whereIs(String userId, Consumer<Optional<Whereabouts>> answer, Consumer<String> failed) {
        assert owner.isCurrent();
        calls.call(
                Functions.holder(parts.keys().holder(userId)),
                ReplyReader::holder,
                holder -> {
                    if (holder.isNobody()) {
                        answer.accept(Optional.empty());
                    } else {
                        askWhere(userId, holder, answer);
                    }
                },
                (why, words) -> failed.accept(words));
    }

    private void askWhere(String userId, Holder holder, Consumer<Optional<Whereabouts>> answer) {
        Consumer<String> answered = text -> answer.accept(
                text.equals(Answer.NONE) ? Optional.empty() : Optional.of(whereabouts(userId, holder, text)));
        if (holder.hid().equals(parts.hid())) {
            claims.answer(new ControlMessage.Question(0, parts.hid(), Verb.ROOM, userId, holder.uniqueId()), answered);
            return;
        }
        Runnable ask = () -> control.ask(
                holder, Verb.ROOM, userId, answered, silence -> answer.accept(Optional.of(unanswered(userId, holder))));
        if (hosts.has(holder.hid())) {
            ask.run();
        } else {
            // It may have come since; if the list cannot be read, the host stays without a name.
            hosts.read(wasRead -> ask.run());
        }
    }

    private Whereabouts unanswered(String userId, Holder holder) {
        return new Whereabouts(userId, hosts.describe(holder.hid()), false, OptionalInt.empty());
    }

    private Whereabouts whereabouts(String userId, Holder holder, String answer) {
        boolean isRoom = answer.matches("[0-9]{1,9}");
        OptionalInt room = isRoom ? OptionalInt.of(Integer.parseInt(answer)) : OptionalInt.empty();
        return new Whereabouts(userId, hosts.describe(holder.hid()), true, room);
    }

    /** The hosts on the list when it was read last. */
    @AnyThread
    public List<ClusterHost> hosts() {
        return hosts.hosts();
    }

    /** The other hosts that take users, when the list was read last. */
    public List<ClusterHost> others() {
        assert owner.isCurrent();
        return hosts.hosts().stream()
                .filter(host -> !host.hid().equals(parts.hid()) && !host.draining())
                .toList();
    }

    /** Refuses logins from now on, and says so on the list of hosts. */
    public void drain() {
        assert owner.isCurrent();
        claims.close();
        hosts.drain();
    }

    /** Takes this host off the list, once Redis has answered all that it was told before. */
    public void signOff(Runnable done) {
        assert owner.isCurrent();
        claims.close();
        calls.whenAnswered(() -> hosts.signOff(done));
    }

    /** As {@link #signOff}, without waiting for anything: nobody is left to hear of it. */
    void leave() {
        assert owner.isCurrent();
        claims.close();
        hosts.signOff(() -> LOG.debug("off the list of hosts"));
    }
}
