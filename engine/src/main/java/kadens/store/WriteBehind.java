package kadens.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A session that keeps what is inserted and updated until anything else is asked of it, and sends it together then: a
 * hundred rows cost little more time than one. What is asked sees all that was written before.
 */
final class WriteBehind implements InvocationHandler {

    private enum Kind {
        INSERT,
        UPDATE
    }

    /** What is sent by one statement. */
    private record Sort(Kind kind, Class<?> entity) {}

    private final StatelessSession session;
    private final Map<Sort, List<Object>> kept = new LinkedHashMap<>();
    private final Set<Object> entities = Collections.newSetFromMap(new IdentityHashMap<>());

    private WriteBehind(StatelessSession session) {
        this.session = session;
    }

    /** Runs work that writes in this session, and sends what is left at its end. */
    static <T> T in(StatelessSession session, Function<StatelessSession, T> work) {
        var writing = new WriteBehind(session);
        var result = work.apply((StatelessSession) Proxy.newProxyInstance(
                WriteBehind.class.getClassLoader(), new Class<?>[] {StatelessSession.class}, writing));
        writing.send();
        return result;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1) {
            switch (method.getName()) {
                case "insert" -> {
                    keep(Kind.INSERT, arguments[0]);
                    return null;
                }
                case "update" -> {
                    keep(Kind.UPDATE, arguments[0]);
                    return null;
                }
                default -> {}
            }
        }
        send();
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** One that is kept already is sent as it is by then. */
    private void keep(Kind kind, Object entity) {
        if (entities.add(entity)) {
            kept.computeIfAbsent(new Sort(kind, entity.getClass()), _ -> new ArrayList<>())
                    .add(entity);
        }
    }

    private void send() {
        if (kept.isEmpty()) {
            return;
        }
        var sending = new LinkedHashMap<>(kept);
        kept.clear();
        entities.clear();
        sending.forEach((sort, all) -> {
            switch (sort.kind()) {
                case INSERT -> session.insertMultiple(all);
                case UPDATE -> session.updateMultiple(all);
            }
        });
    }
}
