/** How numbers, addresses, and text from elsewhere are written for people. Stateless, for any thread. */
@NullMarked
package io.onesend.host.text;

import org.jspecify.annotations.NullMarked;
