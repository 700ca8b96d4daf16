/**
 * From a login request to its answer: the handler on the logic thread, the accounts in a store that answers later, the password
 * hashes on threads of their own. Read {@link io.onesend.chat.login.LoginHandler} first.
 *
 * <h2>A login</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.login.LoginHandler} suspends the session and takes its {@link io.onesend.chat.login.Credentials}.
 *       Before that, {@link io.onesend.chat.login.FeaturesHandler} may have granted more than the course's protocol. {@link
 *       io.onesend.chat.login.ResumeHandler} logs in by the token of an earlier session instead.
 *   <li>{@link io.onesend.chat.login.LoginFailures}, with a {@link io.onesend.chat.login.FailureTable} for user ids and one for
 *       addresses, says whether another guess is allowed.
 *   <li>An {@link io.onesend.chat.login.Authenticator} checks: {@link io.onesend.chat.login.PasswordAuthenticator} or {@link
 *       io.onesend.chat.login.TokenAuthenticator}. It asks the {@link io.onesend.chat.login.AccountStore}, whose failures are
 *       {@link io.onesend.chat.login.AccountStoreException} and {@link io.onesend.chat.login.AccountStoreRefusedException}.
 *   <li>The answer comes back through the logic loop. {@link io.onesend.chat.login.SparseWarning} keeps a flood of failures out of
 *       the log.
 * </ol>
 *
 * <h2>A password</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.chat.login.PasswordThreads} run {@link io.onesend.chat.login.PasswordHasher}, with a bounded queue in
 *       front.
 *   <li>A {@link io.onesend.chat.login.PhcHash} is what is stored, with its {@link io.onesend.chat.login.Argon2Cost}; one that
 *       costs too much, or cannot be read, is an {@link io.onesend.chat.login.UnusableHashException}.
 *   <li>{@link io.onesend.chat.login.Argon2Choice} takes {@link io.onesend.chat.login.NativeArgon2} or {@link
 *       io.onesend.chat.login.JavaArgon2} as the {@link io.onesend.chat.login.Argon2}.
 * </ol>
 */
@NullMarked
package io.onesend.chat.login;

import org.jspecify.annotations.NullMarked;
