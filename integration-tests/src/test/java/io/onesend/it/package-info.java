/** The whole product from the outside: every rule of the protocol, the commands, the exit statuses, the layering. */
@NullMarked
package io.onesend.it;

import org.jspecify.annotations.NullMarked;
