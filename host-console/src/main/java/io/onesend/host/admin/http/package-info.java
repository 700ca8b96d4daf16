/** Requests and answers of the admin port as values, free of the server that carries them, so that tests need no network. */
@NullMarked
package io.onesend.host.admin.http;

import org.jspecify.annotations.NullMarked;
