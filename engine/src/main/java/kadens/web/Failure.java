package kadens.web;

import java.util.List;

/** A request that cannot be answered as asked: thrown by handlers, shown as a page by {@link Failures}. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;
    private final transient List<Object> values;

    /** @param key the part of {@code failure.KEY.title} and {@code failure.KEY.text} in the texts */
    public Failure(int status, String key, Object... values) {
        super(status + " " + key);
        this.status = status;
        this.key = key;
        this.values = List.of(values);
    }

    public static Failure notFound() {
        return new Failure(404, "not-found");
    }

    int status() {
        return status;
    }

    String key() {
        return key;
    }

    Object[] values() {
        return values.toArray();
    }
}
