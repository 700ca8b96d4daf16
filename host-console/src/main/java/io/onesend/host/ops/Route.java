package io.onesend.host.ops;

/**
 * Where an operation is on the admin port, below {@code /api/v1}.
 *
 * @param method {@code GET} if and only if the operation changes nothing
 * @param path {@code /sessions/{id}}: a name in braces is the argument of that name
 */
public record Route(String method, String path) {

    public static Route get(String path) {
        return new Route("GET", path);
    }

    public static Route post(String path) {
        return new Route("POST", path);
    }

    public static Route put(String path) {
        return new Route("PUT", path);
    }

    public static Route delete(String path) {
        return new Route("DELETE", path);
    }
}
