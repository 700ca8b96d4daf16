/** Flight recordings of the running JVM, for whoever looks for a fault. The JDK's recorder is loaded when one is asked for. */
@NullMarked
package io.onesend.host.recording;

import org.jspecify.annotations.NullMarked;
