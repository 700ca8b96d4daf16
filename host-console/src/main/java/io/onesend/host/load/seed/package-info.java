/**
 * Accounts for a load run, written to a store beforehand: those that its dummy clients log in with. The thread of the command
 * asks the store for one after the other, never for more than a fixed number at a time, shows how it goes, and waits for the
 * last; answers come on threads of the store's, and hashes on those of the passwords'.
 */
@NullMarked
package io.onesend.host.load.seed;

import org.jspecify.annotations.NullMarked;
