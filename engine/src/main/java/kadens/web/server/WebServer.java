package kadens.web.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.HttpResponseException;
import java.util.List;
import kadens.language.Refusal;
import kadens.prospect.Uploads;
import kadens.results.Recount;
import kadens.run.Engine;
import kadens.web.Application;
import kadens.web.Failure;
import kadens.web.Failures;
import kadens.web.Gate;
import kadens.web.Pages;
import kadens.web.Routes;
import kadens.web.SandboxDoor;
import kadens.web.WebSettings;
import kadens.web.cadences.CadencesPages;
import kadens.web.conversations.ConversationPages;
import kadens.web.enrolling.EnrollPages;
import kadens.web.importing.ImportPages;
import kadens.web.mailboxes.MailboxesPages;
import kadens.web.me.MePages;
import kadens.web.palette.PalettePages;
import kadens.web.prospects.ProspectsPages;
import kadens.web.reports.ReportPages;
import kadens.web.settings.SettingsPages;
import kadens.web.signin.SignInPages;
import kadens.web.today.TodayPages;
import org.jspecify.annotations.Nullable;

/** Serves the pages and the JSON beside them, on virtual threads. */
public final class WebServer implements AutoCloseable {

    private static final long REQUEST_BYTES_MAX = 1_000_000;

    /** A file with the form around it; where files are taken at all. */
    private static final long UPLOAD_BYTES_MAX = Uploads.BYTES_MAX + 100_000;

    private final Javalin javalin;
    private final List<Routes.Route> routes;

    private WebServer(Javalin javalin, List<Routes.Route> routes) {
        this.javalin = javalin;
        this.routes = routes;
    }

    /**
     * Starts serving.
     *
     * @param sandbox null outside the sandbox
     * @throws Refusal if the port is taken
     */
    public static WebServer start(Engine engine, WebSettings settings, @Nullable SandboxDoor sandbox) {
        var pages = new Pages(engine, sandbox);
        var all = new Routes[1];
        var javalin = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.jetty.host = settings.host();
            config.jetty.port = settings.port();
            config.http.maxRequestSize = REQUEST_BYTES_MAX;
            config.jetty.multipartConfig.maxFileSize(UPLOAD_BYTES_MAX, SizeUnit.BYTES);
            config.jetty.multipartConfig.maxTotalRequestSize(UPLOAD_BYTES_MAX, SizeUnit.BYTES);
            guard(config, new Gate(engine, sandbox != null), new Failures(pages));
            all[0] = new Routes(config.routes);
            features(all[0], engine, settings, pages, sandbox);
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new Refusal(
                    "Port " + settings.port()
                            + " can't be listened on: is it taken? Give another with KADENS_PORT or --port.",
                    e);
        }
        return new WebServer(javalin, all[0].all());
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** Every address that is answered. */
    public List<Routes.Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void features(
            Routes routes, Engine engine, WebSettings settings, Pages pages, @Nullable SandboxDoor sandbox) {
        var recount = new Recount(engine.database(), engine.clock(), engine.organizationZone());
        Application.routes(routes, engine, pages, recount, sandbox);
        new SignInPages(engine, settings, pages).routes(routes);
        new MePages(engine, pages).routes(routes);
        new SettingsPages(engine, settings, pages).routes(routes);
        new ReportPages(engine, pages, recount).routes(routes);
        new PalettePages(engine, pages, sandbox != null).routes(routes);
        new TodayPages(engine, pages, sandbox).routes(routes);
        new ConversationPages(engine, pages).routes(routes);
        new MailboxesPages(engine, pages).routes(routes);
        new CadencesPages(engine, pages, recount).routes(routes);
        new ProspectsPages(engine, pages).routes(routes);
        new ImportPages(engine, pages).routes(routes);
        new EnrollPages(engine, pages).routes(routes);
    }

    private static void guard(JavalinConfig config, Gate gate, Failures failures) {
        Application.guards().forEach(config.routes::before);
        config.routes.beforeMatched(gate::check);
        config.routes.exception(Failure.class, failures::expected);
        config.routes.exception(HttpResponseException.class, failures::refused);
        config.routes.exception(Exception.class, failures::unexpected);
    }
}
