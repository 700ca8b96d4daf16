/**
 * WebSocket and TLS peers that others wrote, against a server on {@code network-core} and against the product: the Autobahn suite,
 * and the libraries of other languages.
 */
@NullMarked
package io.onesend.it.peers;

import org.jspecify.annotations.NullMarked;
