/**
 * What comparisons have in common: {@link io.onesend.it.speed.turns.RunOptions} are their settings, and {@link
 * io.onesend.it.speed.turns.Turns} lets each {@link io.onesend.it.speed.turns.Compared} have its turn, and ends all of them.
 */
@NullMarked
package io.onesend.it.speed.turns;

import org.jspecify.annotations.NullMarked;
