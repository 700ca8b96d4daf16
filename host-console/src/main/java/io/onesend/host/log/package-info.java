/** What the log looks like, and where it goes: the one place that knows the logging backend. */
@NullMarked
package io.onesend.host.log;

import org.jspecify.annotations.NullMarked;
