package kadens.web;

import io.javalin.Javalin;
import kadens.language.Refusal;
import kadens.run.Engine;
import org.jspecify.annotations.Nullable;

/** Serves the pages and the JSON beside them, on virtual threads. */
public final class WebServer implements AutoCloseable {

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts serving.
     *
     * @param sandbox null outside the sandbox
     * @throws Refusal if the port is taken
     */
    public static WebServer start(Engine engine, WebSettings settings, @Nullable SandboxDoor sandbox) {
        var javalin = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.jetty.host = settings.host();
            config.jetty.port = settings.port();
            config.routes.get("/api/health", context -> {
                engine.database()
                        .transact(session -> session.createNativeQuery("SELECT 1", Integer.class)
                                .getSingleResult());
                context.contentType("application/json").result("{\"status\":\"ok\"}");
            });
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new Refusal(
                    "Port " + settings.port()
                            + " can't be listened on: is it taken? Give another with KADENS_PORT or --port.",
                    e);
        }
        return new WebServer(javalin);
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
