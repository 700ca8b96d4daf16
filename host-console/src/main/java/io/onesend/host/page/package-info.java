/** The page to chat from and the page for operators, which lie beside this package's classes as files. For any thread. */
@NullMarked
package io.onesend.host.page;

import org.jspecify.annotations.NullMarked;
