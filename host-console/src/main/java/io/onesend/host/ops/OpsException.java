package io.onesend.host.ops;

import java.util.List;
import java.util.stream.Collectors;

/** An operation has no answer; the message says why. No stack trace: the cause is the request, or elsewhere. */
public final class OpsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, with the status that HTTP has for it. */
    public enum Kind {
        BAD_REQUEST(400),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * What is wrong with one argument.
     *
     * @param problem continues a sentence that starts with the field's name
     */
    public record FieldProblem(String field, String problem) {}

    private final Kind kind;

    /** Read only while it is thrown; never serialized. */
    private final transient List<FieldProblem> fields;

    private OpsException(Kind kind, String message, List<FieldProblem> fields) {
        super(message, null, false, false);
        this.kind = kind;
        this.fields = List.copyOf(fields);
    }

    public OpsException(Kind kind, String message) {
        this(kind, message, List.of());
    }

    /** Of a call with faulty arguments. */
    public static OpsException badRequest(List<FieldProblem> fields) {
        String message = fields.stream()
                .map(fault -> fault.field() + " " + fault.problem())
                .collect(Collectors.joining("; "));
        return new OpsException(Kind.BAD_REQUEST, message, fields);
    }

    /** Of a call with one faulty argument, for what only the operation can check. */
    public static OpsException badRequest(String field, String problem) {
        return badRequest(List.of(new FieldProblem(field, problem)));
    }

    public Kind kind() {
        return kind;
    }

    /** Empty unless the request is a bad one. */
    public List<FieldProblem> fields() {
        return fields;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
