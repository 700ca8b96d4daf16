/**
 * Dummy clients in numbers: the scenarios of the {@code load} command, the account that they keep of every message, and what
 * a person or a script is shown of it. Clients live on a logic loop of their own; whoever watches reads from another thread.
 */
@NullMarked
package io.onesend.host.load;

import org.jspecify.annotations.NullMarked;
