/**
 * Who may do what at the admin port: names that it is called by, tokens, logins of browsers, and guesses at tokens. It reads
 * requests and answers as values; any thread may call it.
 */
@NullMarked
package io.onesend.host.admin.access;

import org.jspecify.annotations.NullMarked;
