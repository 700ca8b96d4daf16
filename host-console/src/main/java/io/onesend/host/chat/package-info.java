/**
 * The chat client of the command line. The main thread takes one line after the other and waits for its answer; what others
 * say is printed on the client's logic thread.
 */
@NullMarked
package io.onesend.host.chat;

import org.jspecify.annotations.NullMarked;
