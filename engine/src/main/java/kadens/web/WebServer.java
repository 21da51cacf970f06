package kadens.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import kadens.api.Health;
import kadens.api.Status;
import kadens.language.Refusal;
import kadens.run.Engine;
import org.jspecify.annotations.Nullable;

/** Serves the pages and the JSON beside them, on virtual threads. */
public final class WebServer implements AutoCloseable {

    private static final long REQUEST_BYTES_MAX = 1_000_000;

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
            config.http.maxRequestSize = REQUEST_BYTES_MAX;
            var assets = new Assets();
            var pages = new Pages(engine, assets, sandbox);
            guard(config, new Gate(settings.password()), new Failures(pages));
            config.routes.get("/assets/{version}/{file}", assets::serve);
            forPrograms(config, engine);
            forProspects(config, new Unsubscribe(engine, pages));
            forPeople(config, engine, pages, sandbox);
            config.routes.get("/studio/{cadence}/changes", new ChangesPages(engine, pages)::show);
            if (sandbox != null) {
                inTheSandbox(config, new PeoplePages(engine, pages, sandbox));
            }
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

    /** Every request passes these, in this order. */
    private static void guard(JavalinConfig config, Gate gate, Failures failures) {
        config.routes.before(SecurityHeaders::add);
        config.routes.before(gate::check);
        config.routes.before(SameOrigin::check);
        config.routes.exception(Failure.class, failures::expected);
        config.routes.exception(HttpResponseException.class, failures::refused);
        config.routes.exception(Exception.class, failures::unexpected);
    }

    private static void forPrograms(JavalinConfig config, Engine engine) {
        config.routes.get("/api/health", new Health(engine.database())::show);
        config.routes.get("/api/status", new Status(engine)::show);
    }

    private static void forProspects(JavalinConfig config, Unsubscribe unsubscribe) {
        config.routes.get("/u/{token}", unsubscribe::ask);
        config.routes.post("/u/{token}", unsubscribe::act);
    }

    private static void forPeople(JavalinConfig config, Engine engine, Pages pages, @Nullable SandboxDoor sandbox) {
        config.routes.get("/", new Overview(engine, pages, sandbox)::show);

        var enrollments = new EnrollmentPages(engine, pages, sandbox);
        config.routes.get("/enrollments/{id}", enrollments::show);
        config.routes.post("/enrollments/{id}/pause", enrollments::pause);
        config.routes.post("/enrollments/{id}/resume", enrollments::resume);
        config.routes.post("/enrollments/{id}/stop", enrollments::stop);
        config.routes.post("/enrollments/{id}/done", enrollments::done);

        config.routes.post("/enrollments/{id}/successor", new Succeeding(engine)::enroll);

        var uncertain = new UncertainMails(engine);
        config.routes.post("/messages/{id}/arrived", uncertain::arrived);
        config.routes.post("/messages/{id}/resend", uncertain::resend);

        var mails = new MailPages(engine, pages);
        config.routes.get("/messages/{id}", mails::sent);
        config.routes.get("/messages/{id}/html", mails::sentFrame);
        config.routes.get("/messages/{id}/raw", mails::sentRaw);
        config.routes.get("/inbound/{id}", mails::received);
        config.routes.get("/inbound/{id}/html", mails::receivedFrame);
        config.routes.get("/inbound/{id}/raw", mails::receivedRaw);

        config.routes.post("/inbound/{id}/correct", new Correcting(engine)::correct);

        var studio = new StudioPages(engine, pages);
        config.routes.get("/studio", studio::list);
        config.routes.get("/studio/{cadence}", studio::one);
        config.routes.get("/studio/{cadence}/steps/{step}/html", studio::frame);
        config.routes.post("/studio/{cadence}/steps/{step}/test", studio::test);

        var results = new ResultsPages(engine, pages);
        config.routes.get("/studio/{cadence}/results", results::show);
        config.routes.get("/studio/{cadence}/results.csv", results::download);

        config.routes.get("/mailboxes/{id}", new MailboxPages(engine, pages)::show);
        config.routes.post("/language/{language}", Preferences::language);
        config.routes.post("/theme/{theme}", Preferences::theme);
    }

    private static void inTheSandbox(JavalinConfig config, PeoplePages people) {
        config.routes.get("/people", people::all);
        config.routes.get("/people/{email}", people::one);
        config.routes.get("/people/{email}/letters/{uid}/html", people::frame);
        config.routes.post("/people/{email}/answer", people::answer);
    }
}
