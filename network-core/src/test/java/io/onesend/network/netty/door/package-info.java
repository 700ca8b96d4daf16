@NullMarked
package io.onesend.network.netty.door;

import org.jspecify.annotations.NullMarked;
