package io.onesend.host.ops;

import io.onesend.host.ops.OpsException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every operation of a host, in the order of the help. The one way to call them: whoever asks, it checks role and arguments in the
 * same way. For any thread.
 */
public final class OpsTable {

    /** The operation that ends the process; the console writes its answers out before it. */
    public static final String QUIT = "quit";

    private final Map<String, Operation> byName = new LinkedHashMap<>();
    private final Audit audit;

    /** @param parts the rows of each part, in the order of the help */
    public OpsTable(List<List<Operation>> parts) {
        this(parts, new Audit());
    }

    OpsTable(List<List<Operation>> parts, Audit audit) {
        this.audit = audit;
        add(HelpOperation.of(this));
        parts.forEach(rows -> rows.forEach(this::add));
    }

    private void add(Operation operation) {
        if (byName.putIfAbsent(operation.name(), operation) != null) {
            throw new IllegalArgumentException("twice in the table: " + operation.name());
        }
    }

    public List<Operation> operations() {
        return List.copyOf(byName.values());
    }

    public Optional<Operation> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Runs an operation.
     *
     * @param arguments texts by the names of the arguments
     * @throws OpsException if there is no such operation, the operator may not call it, an argument is wrong, or the operation has
     *     no answer
     */
    public OpsAnswer call(Operator who, String name, Map<String, String> arguments) throws OpsException {
        Operation operation =
                find(name).orElseThrow(() -> new OpsException(Kind.NOT_FOUND, "there is no operation '" + name + "'"));
        if (operation.role() == Role.READ) {
            return operation.handler().run(who, ArgumentReader.read(operation, arguments));
        }
        if (!who.role().includes(operation.role())) {
            String why = "not allowed: " + name + " needs the role operate";
            audit.refused(who, name, why);
            throw new OpsException(Kind.FORBIDDEN, why);
        }
        return change(who, operation, ArgumentReader.read(operation, arguments));
    }

    private OpsAnswer change(Operator who, Operation operation, Arguments given) throws OpsException {
        String outcome = "failed";
        try {
            OpsAnswer answer = operation.handler().run(who, given);
            outcome = Audit.DONE;
            return answer;
        } catch (OpsException refused) {
            outcome = refused.getMessage();
            throw refused;
        } finally {
            audit.changed(who, operation.name(), given, outcome);
        }
    }
}
