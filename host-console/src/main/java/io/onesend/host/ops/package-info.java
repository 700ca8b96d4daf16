/**
 * The one table of what an operator may ask of a running host. The console and the admin port translate to and from it, so that
 * neither knows more than the other.
 *
 * <h2>How a call runs</h2>
 *
 * <p>A typed line becomes an operation and texts by {@code TypedCommand}; a request does by its {@code Route}. {@code
 * OpsTable.call} then checks the {@code Role} of the {@code Operator}, reads the texts into {@code Arguments} by {@code
 * ArgumentReader}, all faults at once, and runs the {@code Handler}. The answer is an {@code OpsAnswer}, as JSON and as lines, or an
 * {@code OpsException}. Each call of an operation that changes something leaves one line of {@code Audit}. {@code Completion} proposes what may be typed
 * next.
 *
 * <h2>How a row comes into it</h2>
 *
 * <p>A part of the host makes its {@code Operation}s, each with its {@code Argument}s, and the host puts all of them into an {@code
 * OpsTable}, which adds {@code help}. This package knows none of the parts.
 */
@NullMarked
package io.onesend.host.ops;

import org.jspecify.annotations.NullMarked;
