package kadens.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import kadens.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Says whether this node can work: {@code {"status":"ok"}}, or 503 when the database does not answer. */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Database database;

    public Health(Database database) {
        this.database = database;
    }

    public void show(Context context) {
        context.header("Cache-Control", "no-store").contentType("application/json");
        try {
            var _ = database.transact(session ->
                    session.createNativeQuery("SELECT 1", Integer.class).getSingleResult());
            context.result(JsonMapper.shared().writeValueAsString(Map.of("status", "ok")));
        } catch (RuntimeException e) {
            LOG.debug("The database does not answer; asked again with the next health check", e);
            context.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .result(JsonMapper.shared().writeValueAsString(Map.of("status", "database does not answer")));
        }
    }
}
