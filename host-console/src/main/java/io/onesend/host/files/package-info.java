/** Files and folders on the disk, as commands and the embedded Redis make them; any thread. It uses nothing else of the program. */
@NullMarked
package io.onesend.host.files;

import org.jspecify.annotations.NullMarked;
