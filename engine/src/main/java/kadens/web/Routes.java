package kadens.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;

/** Which address leads where, and who may go there. */
public final class Routes {

    private final RoutesConfig javalin;
    private final List<Route> all = new ArrayList<>();

    /** @param method {@code GET} or {@code POST} */
    public record Route(String method, String path, Access access) {}

    public Routes(RoutesConfig javalin) {
        this.javalin = javalin;
    }

    public void get(String path, Access access, Handler handler) {
        all.add(new Route("GET", path, access));
        javalin.get(path, handler, access);
    }

    public void post(String path, Access access, Handler handler) {
        all.add(new Route("POST", path, access));
        javalin.post(path, handler, access);
    }

    /** Every one, as it was added. */
    public List<Route> all() {
        return List.copyOf(all);
    }
}
