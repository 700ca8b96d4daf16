/** The command {@code train}, whose loaded classes {@code bin/onesend} has archived, for faster starts. */
@NullMarked
package io.onesend.host.command.train;

import org.jspecify.annotations.NullMarked;
