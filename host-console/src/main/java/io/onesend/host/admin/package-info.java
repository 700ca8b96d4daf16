/**
 * The admin pages over HTTP: health, metrics, status. They are served by two threads of their own with a short queue, and
 * read numbers that any thread may read: nothing a caller does there holds up a session.
 */
@NullMarked
package io.onesend.host.admin;

import org.jspecify.annotations.NullMarked;
