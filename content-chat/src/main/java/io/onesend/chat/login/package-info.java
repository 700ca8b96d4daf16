/**
 * From a login request to its answer: the handler on the logic thread, the accounts in a store that answers later, the password
 * hashes on threads of their own.
 */
@NullMarked
package io.onesend.chat.login;

import org.jspecify.annotations.NullMarked;
