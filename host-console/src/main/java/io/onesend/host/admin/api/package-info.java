/** The API of the admin port: what is below {@code /api/v1/}, in JSON. Called on admin threads. */
@NullMarked
package io.onesend.host.admin.api;

import org.jspecify.annotations.NullMarked;
