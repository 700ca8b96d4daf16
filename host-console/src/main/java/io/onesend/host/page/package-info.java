/** The page to chat from, which lies beside this package's classes as files. Stateless, for any thread. */
@NullMarked
package io.onesend.host.page;

import org.jspecify.annotations.NullMarked;
