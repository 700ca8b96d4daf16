package io.onesend.it.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A row that the build has no time for: it is played where {@code -Dfaults.tries} says more than once. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = FaultBench.TRIES_PROPERTY, matches = "[2-9]|\\d{2,}")
@interface ByHand {}
