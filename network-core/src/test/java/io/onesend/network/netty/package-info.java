/** Tests of the netty package: handlers called by the test, the send queue under real threads, servers on real sockets. */
@NullMarked
package io.onesend.network.netty;

import org.jspecify.annotations.NullMarked;
