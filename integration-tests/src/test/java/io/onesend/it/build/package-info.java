/**
 * What a user's build makes of network-core and content-chat: a Maven project that depends on them, a named module, an image
 * of jlink. {@code …Program} are the user's programs; the tests compile their sources once more, each in its own way.
 *
 * <p>Read {@link io.onesend.it.build.UserBuildIT} first.
 */
@NullMarked
package io.onesend.it.build;

import org.jspecify.annotations.NullMarked;
