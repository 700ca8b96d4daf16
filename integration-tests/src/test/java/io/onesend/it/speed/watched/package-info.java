/**
 * What it costs a server to be watched: {@link io.onesend.it.speed.watched.WatchedComparison} is run by hand, by a command of this
 * module's README.md. {@code Watchers} ask what operators' tools ask, under the load of {@link io.onesend.it.speed.cluster}.
 */
@NullMarked
package io.onesend.it.speed.watched;

import org.jspecify.annotations.NullMarked;
