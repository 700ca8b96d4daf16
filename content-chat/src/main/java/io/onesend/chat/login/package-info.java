/**
 * From a login request to its answer: the handler on the logic thread, the accounts in Redis, the password hashes on
 * threads of their own. The only package that imports Lettuce, and the only one whose work leaves the logic thread.
 */
@NullMarked
package io.onesend.chat.login;

import org.jspecify.annotations.NullMarked;
