/** The commands for TLS: they make a key and a certificate, and need no server. */
@NullMarked
package io.onesend.host.command.tls;

import org.jspecify.annotations.NullMarked;
