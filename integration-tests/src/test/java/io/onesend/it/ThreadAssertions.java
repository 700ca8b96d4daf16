package io.onesend.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicThread;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rule that a method for one thread, if another class calls it, asserts its thread: by an {@code assert} of its own, or by a
 * call of a method of its class that has one.
 */
final class ThreadAssertions {

    private static final String ROOT = "io.onesend.";

    /** What a class asks to find out whether it is on its thread. */
    private static final Set<String> QUESTIONS = Set.of("inLoop", "inEventLoop", "isCurrent", "mayEndQueues");

    /**
     * Parts of others: only these call them, in methods that assert the thread themselves or are called by Netty, on its event
     * loop. Most are called for each packet, and have no field that knows the thread.
     */
    private static final Map<String, Set<String>> PARTS = Map.ofEntries(
            entry("chat.cluster.ClaimAttempt", Set.of("chat.cluster.SharedClaims")),
            entry(
                    "chat.cluster.ClaimRoads",
                    Set.of("chat.cluster.ClaimAttempt", "chat.cluster.ClaimRenewal", "chat.cluster.SharedClaims")),
            entry("chat.login.FailureTable", Set.of("chat.login.LoginFailures")),
            entry("chat.room.LocalMembers", Set.of("chat.room.Room", "chat.room.RoomBriefing")),
            entry("chat.room.RoomMembers", Set.of("chat.room.Room", "chat.room.RoomBriefing")),
            entry("chat.room.RoomTraffic", Set.of("chat.room.Room")),
            entry("chat.redis.LinkConnector", Set.of("chat.redis.RedisLink")),
            entry("chat.redis.LinkTable", Set.of("chat.redis.RedisLinks")),
            entry("chat.redis.RedisLink", Set.of("chat.redis.RedisLinks", "chat.redis.LinkTable")),
            entry("chat.redis.LinkBarriers", Set.of("chat.redis.LinkReplicas")),
            entry("chat.redis.LinkReplicas", Set.of("chat.redis.RedisLink")),
            entry("chat.redis.ReplicaGate", Set.of("chat.redis.LinkReplicas")),
            entry("chat.redis.SlotMapWatch", Set.of("chat.redis.LinkTable")),
            entry("chat.user.ChatRate", Set.of("chat.user.ChatRateLimit")),
            entry("chat.user.ChatRateLimit", Set.of("chat.user.ChatUser")),
            entry("network.logic.EndOfPass", Set.of("network.logic.LogicLoop")),
            entry("network.logic.LoopSleep", Set.of("network.logic.LogicLoop")),
            entry("network.logic.RunningTask", Set.of("network.logic.LogicLoop")),
            entry("network.logic.GuestAlarm", Set.of("network.logic.LoopTimers")),
            entry("network.logic.LogicTimer", Set.of("network.logic.LoopTimers")),
            entry("network.logic.TimerHeap", Set.of("network.logic.LoopTimers")),
            entry("network.netty.AcceptErrors", Set.of("network.netty.AcceptGate")),
            entry("network.netty.AcceptGate", Set.of("network.netty.AcceptPort")),
            entry("network.netty.AcceptProbe", Set.of("network.netty.AcceptPort")),
            entry("network.netty.ArrivalDeadline", Set.of("network.netty.Arrival")),
            entry("network.netty.InboundAccount", Set.of("network.netty.InboundReader")),
            entry("network.netty.InboundBudget", Set.of("network.netty.InboundAccount")),
            entry("network.netty.InboundFrames", Set.of("network.netty.InboundReader")),
            entry("network.netty.InboundParts", Set.of("network.netty.InboundFrames")),
            entry(
                    "network.netty.InboundReader",
                    Set.of(
                            "network.netty.SessionHandler",
                            "network.netty.WebSocketInbound",
                            "network.netty.InboundTracing")),
            entry("network.netty.InboundTally", Set.of("network.netty.InboundQueue", "network.netty.InboundAccount")),
            entry(
                    "network.netty.InboundTokenBucket",
                    Set.of("network.netty.InboundReader", "network.netty.WebSocketInbound")),
            entry("network.netty.InboundTurn", Set.of("network.netty.InboundQueue")),
            entry("network.netty.SendBatch", Set.of("network.netty.SendPacketStore", "network.netty.SendLane")),
            entry("network.netty.SendChannelPromise", Set.of("network.netty.SendChannelWriter")),
            entry("network.netty.SendLaneCounters", Set.of("network.netty.InboundReader", "network.netty.SendQueue")),
            entry("network.netty.SendPacketStore", Set.of("network.netty.SendTracedPacketStore")),
            entry("network.netty.SendRingStore", Set.of("network.netty.SendFramedRingStore")),
            entry("network.netty.SendWatch", Set.of("network.netty.SessionTimeouts", "network.netty.SessionHandler")),
            entry("network.netty.SessionHalfClose", Set.of("network.netty.SessionHandler")),
            entry("network.netty.SessionOrderlyClose", Set.of("network.netty.SessionHandler")),
            entry(
                    "network.netty.SessionOutputEnd",
                    Set.of(
                            "network.netty.SessionHalfClose",
                            "network.netty.SessionOrderlyClose",
                            "network.netty.WebSocketOutputEnd")),
            entry("network.netty.SessionTimeouts", Set.of("network.netty.SessionHandler")),
            entry("network.netty.door.TlsConnection", Set.of("network.netty.door.TlsRecords")),
            entry("network.netty.door.UpgradeAnswer", Set.of("network.netty.door.ClientUpgrade")),
            entry("network.netty.UringChannel", Set.of("network.netty.TransportFactory")),
            entry("network.netty.UringSend", Set.of("network.netty.UringSends", "network.netty.UringSendWriter")),
            entry(
                    "network.netty.WebSocketInbound",
                    Set.of(
                            "network.netty.InboundReader",
                            "network.netty.SessionHandler",
                            "network.netty.WebSocketOutputEnd")),
            entry("network.netty.WebSocketOutputEnd", Set.of("network.netty.SessionHandler")),
            entry("network.netty.WebSocketUtf8", Set.of("network.netty.WebSocketInbound")));

    private ThreadAssertions() {}

    static ArchRule rule() {
        return methods().that(belongToOneThread()).should(assertItIfAnotherClassCallsThem());
    }

    private static DescribedPredicate<JavaMethod> belongToOneThread() {
        return DescribedPredicate.describe("belong to one thread", method -> {
            if (method.isAnnotatedWith(AnyThread.class)
                    || method.getModifiers().contains(JavaModifier.ABSTRACT)
                    || method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                return false;
            }
            return Stream.of(LogicThread.class, IoThread.class)
                    .anyMatch(thread ->
                            method.isAnnotatedWith(thread) || method.getOwner().isAnnotatedWith(thread));
        });
    }

    private static ArchCondition<JavaMethod> assertItIfAnotherClassCallsThem() {
        return new ArchCondition<>("assert it if another class calls them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(method.getCallsOfSelf().stream(), method.getReferencesToSelf().stream())
                        .map(access -> outermost(access.getOriginOwner()))
                        .filter(caller -> !caller.equals(outermost(method.getOwner())))
                        .filter(caller -> !mayCall(caller, outermost(method.getOwner())))
                        .findFirst()
                        .filter(caller -> !asserts(method, new HashSet<>()))
                        .ifPresent(caller -> events.add(SimpleConditionEvent.violated(
                                method,
                                method.getFullName() + " does not assert its thread; " + caller.getName()
                                        + " calls it")));
            }
        };
    }

    private static boolean asserts(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return false;
        }
        boolean hasAssert = method.getFieldAccesses().stream()
                .anyMatch(access -> access.getTarget().getName().equals("$assertionsDisabled"));
        return hasAssert && asks(method) || ownCallees(method).anyMatch(callee -> asserts(callee, seen));
    }

    private static boolean asks(JavaMethod method) {
        return Stream.concat(Stream.of(method), ownCallees(method))
                .flatMap(code -> code.getMethodCallsFromSelf().stream())
                .anyMatch(call -> QUESTIONS.contains(call.getTarget().getName()));
    }

    private static Stream<JavaMethod> ownCallees(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .map(JavaAccess::getTarget)
                .flatMap(target -> target.resolveMember().stream())
                .map(JavaMethod.class::cast)
                .filter(callee -> callee.getOwner().equals(method.getOwner()));
    }

    private static boolean mayCall(JavaClass caller, JavaClass part) {
        return PARTS.getOrDefault(part.getName().replace(ROOT, ""), Set.of())
                .contains(caller.getName().replace(ROOT, ""));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ThreadAssertions::outermost).orElse(type);
    }
}
