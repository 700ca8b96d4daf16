package io.onesend.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.NotifySocket;
import java.util.stream.Stream;

/** The rules of the layers, each a sentence. */
enum Layering {
    LAYERS_DEPEND_DOWNWARDS_ONLY(layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("network-core")
            .definedBy("io.onesend.network..")
            .layer("content-chat")
            .definedBy("io.onesend.chat..")
            .layer("host-console")
            .definedBy("io.onesend.host..", "io.onesend.load..")
            .whereLayer("host-console")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("content-chat")
            .mayOnlyBeAccessedByLayers("host-console")
            .whereLayer("network-core")
            .mayOnlyBeAccessedByLayers("content-chat", "host-console")),

    CHANNELS_ARE_KNOWN_TO_ONE_PACKAGE_AND_THOSE_BELOW_IT(noClasses()
            .that()
            .resideOutsideOfPackage("io.onesend.network.netty..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.channel..")),

    CONTENT_KNOWS_NOTHING_OF_NETTY(noClasses()
            .that()
            .resideInAPackage("io.onesend.chat..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")),

    LETTUCE_IS_KNOWN_TO_ONE_PACKAGE(noClasses()
            .that()
            .resideOutsideOfPackage("io.onesend.chat.redis")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..")),

    LOGGING_BACKENDS_ARE_KNOWN_TO_ONE_PACKAGE(noClasses()
            .that()
            .resideOutsideOfPackage("io.onesend.host.log")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.logging..",
                    "org.apache.log4j..",
                    "ch.qos.logback..",
                    "java.util.logging..",
                    "org.slf4j.simple..")),

    /** The list of commands has to name the load tool's too. */
    ONLY_THE_LIST_OF_COMMANDS_KNOWS_THE_LOAD_TOOL(noClasses()
            .that()
            .resideInAPackage("io.onesend.host..")
            .and()
            .doNotHaveFullyQualifiedName("io.onesend.host.Commands")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.onesend.load..")),

    ONLY_MAIN_ENDS_THE_PROCESS(noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.onesend.host.Main")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)),

    THE_API_OF_THE_CORE_SHOWS_NOTHING_OF_NETTY(classes()
            .that()
            .resideInAnyPackage("io.onesend.network", "io.onesend.network.logic", "io.onesend.network.packet")
            .and()
            .doNotHaveFullyQualifiedName("io.onesend.network.packet.PacketBuffers")
            .and()
            .arePublic()
            .should(showNothingOfNetty())),

    /** The classes of the API that make the implementation know it; that it knows the API is what makes it one. */
    NO_CIRCLE_BETWEEN_PACKAGES(slices().matching("io.onesend.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    type(NetworkServer.class).or(type(NetworkClient.class)).or(type(NotifySocket.class)),
                    resideInAPackage("io.onesend.network.netty"))),

    THREADS_ARE_ASSERTED(ThreadAssertions.rule()),

    PACKETS_AND_LOGIC_KNOW_NOTHING_OF_SOCKETS(noClasses()
            .that()
            .resideInAnyPackage("io.onesend.network.packet", "io.onesend.network.logic")
            .should()
            .dependOnClassesThat(resideInAPackage("io.onesend.network..")
                    .and(not(resideInAPackage("io.onesend.network.log")))
                    .and(not(resideInAPackage("io.onesend.network.packet")))
                    .and(not(resideInAPackage("io.onesend.network.logic")))));

    private final ArchRule rule;

    Layering(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule;
    }

    private static ArchCondition<JavaClass> showNothingOfNetty() {
        return new ArchCondition<>("show nothing of Netty in what others can see of them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
                report(type, "extends", parents, events);
                type.getMembers().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED))
                        .forEach(member -> report(type, member.getName(), types(member), events));
            }
        };
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            return Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
        }
        return member.getAllInvolvedRawTypes().stream().map(JavaType.class::cast);
    }

    private static void report(JavaClass type, String where, Stream<JavaType> types, ConditionEvents events) {
        types.flatMap(used -> used.getAllInvolvedRawTypes().stream())
                .filter(used -> used.getPackageName().startsWith("io.netty"))
                .forEach(used -> events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " " + where + ": " + used.getName())));
    }
}
