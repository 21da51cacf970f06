package kadens.web;

import java.util.List;
import kadens.api.Health;
import kadens.api.Status;
import kadens.results.Recount;
import kadens.run.Engine;
import org.jspecify.annotations.Nullable;

/** Where the pages of this package are, and who may go there. */
public final class Application {

    private Application() {}

    public static void routes(
            Routes routes, Engine engine, Pages pages, Recount recount, @Nullable SandboxDoor sandbox) {
        routes.get("/assets/{version}/{file}", Access.OPEN, pages.assets()::serve);
        routes.get("/api/health", Access.OPEN, new Health(engine.database())::show);
        routes.get("/api/status", Access.MANAGERS, new Status(engine)::show);
        routes.post("/language/{language}", Access.OPEN, new Preferences(engine)::language);
        routes.post("/theme/{theme}", Access.OPEN, Preferences::theme);
        forProspects(routes, new Unsubscribe(engine, pages));
        forSales(routes, engine, pages, sandbox);
        forContent(routes, engine, pages, recount);
        if (sandbox != null) {
            inTheSandbox(routes, new PeoplePages(engine, pages, sandbox));
            routes.post("/visitor", Access.OPEN, new VisitorChoice(engine)::choose);
        }
    }

    /** Every request passes these, in this order, before the gate. */
    public static List<io.javalin.http.Handler> guards() {
        return List.of(SecurityHeaders::add, SameOrigin::check, OnlyThere::check);
    }

    private static void forProspects(Routes routes, Unsubscribe unsubscribe) {
        routes.get("/u/{token}", Access.OPEN, unsubscribe::ask);
        routes.post("/u/{token}", Access.OPEN, unsubscribe::act);
    }

    private static void forSales(Routes routes, Engine engine, Pages pages, @Nullable SandboxDoor sandbox) {
        routes.get("/enrollments", Access.SALES, new Overview(engine, pages, sandbox)::show);

        var enrollments = new EnrollmentPages(engine, pages, sandbox);
        routes.get("/enrollments/{id}", Access.SALES, enrollments::show);
        routes.post("/enrollments/{id}/pause", Access.SALES, enrollments::pause);
        routes.post("/enrollments/{id}/resume", Access.SALES, enrollments::resume);
        routes.post("/enrollments/{id}/stop", Access.SALES, enrollments::stop);
        routes.post("/enrollments/{id}/done", Access.SALES, enrollments::done);
        routes.post("/enrollments/{id}/successor", Access.SALES, new Succeeding(engine)::enroll);

        var uncertain = new UncertainMails(engine);
        routes.post("/messages/{id}/arrived", Access.SALES, uncertain::arrived);
        routes.post("/messages/{id}/resend", Access.SALES, uncertain::resend);

        var mails = new MailPages(engine, pages);
        routes.get("/messages/{id}", Access.SALES, mails::sent);
        routes.get("/messages/{id}/html", Access.SALES, mails::sentFrame);
        routes.get("/messages/{id}/raw", Access.SALES, mails::sentRaw);
        routes.get("/inbound/{id}", Access.SALES, mails::received);
        routes.get("/inbound/{id}/html", Access.SALES, mails::receivedFrame);
        routes.get("/inbound/{id}/raw", Access.SALES, mails::receivedRaw);
        routes.post("/inbound/{id}/correct", Access.SALES, new Correcting(engine)::correct);
    }

    private static void forContent(Routes routes, Engine engine, Pages pages, Recount recount) {
        var studio = new StudioPages(engine, pages);
        routes.get("/studio", Access.CONTENT, studio::list);
        routes.get("/studio/{cadence}", Access.CONTENT, studio::one);
        routes.get("/studio/{cadence}/steps/{step}/html", Access.CONTENT, studio::frame);
        routes.post("/studio/{cadence}/steps/{step}/test", Access.CONTENT, studio::test);
        routes.get("/studio/{cadence}/changes", Access.CONTENT, new ChangesPages(engine, pages)::show);

        var results = new ResultsPages(engine, pages, recount);
        routes.get("/studio/{cadence}/results", Access.CONTENT, results::show);
        routes.get("/studio/{cadence}/results.csv", Access.CONTENT, results::download);
    }

    private static void inTheSandbox(Routes routes, PeoplePages people) {
        routes.get("/people", Access.OPEN, people::all);
        routes.get("/people/{email}", Access.OPEN, people::one);
        routes.get("/people/{email}/letters/{uid}/html", Access.OPEN, people::frame);
        routes.post("/people/{email}/answer", Access.OPEN, people::answer);
    }
}
