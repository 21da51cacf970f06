package kadens.web.settings;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import kadens.run.Engine;
import kadens.web.Access;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Routes;
import kadens.web.WebSettings;

/** The settings: the organization's rules, its people and teams, and who did what. */
public final class SettingsPages {

    private final Engine engine;
    private final WebSettings settings;
    private final Pages pages;

    public SettingsPages(Engine engine, WebSettings settings, Pages pages) {
        this.engine = engine;
        this.settings = settings;
        this.pages = pages;
    }

    public void routes(Routes routes) {
        routes.get("/settings", Access.MANAGERS, SettingsPages::first);

        var organization = new OrganizationPages(engine, pages);
        routes.get("/settings/organization", Access.ADMINS, organization::show);
        routes.post("/settings/organization", Access.ADMINS, organization::save);
        routes.post("/settings/days-off", Access.ADMINS, organization::addDayOff);
        routes.post("/settings/days-off/{day}/remove", Access.ADMINS, organization::removeDayOff);

        var colleagues = new ColleaguesPages(engine, settings, pages);
        routes.get("/settings/people", Access.MANAGERS, colleagues::show);
        routes.post("/settings/people", Access.ADMINS, colleagues::invite);

        var colleague = new ColleaguePages(engine, settings, pages);
        routes.get("/settings/people/{id}", Access.MANAGERS, colleague::show);
        routes.post("/settings/people/{id}", Access.ADMINS, colleague::change);
        routes.post("/settings/people/{id}/left", Access.ADMINS, colleague::left);
        routes.post("/settings/people/{id}/back", Access.ADMINS, colleague::back);
        routes.post("/settings/people/{id}/link", Access.ADMINS, colleague::link);
        routes.post("/settings/people/{id}/sign-out", Access.ADMINS, colleague::signOut);
        routes.post("/settings/people/{id}/absences", Access.MANAGERS, colleague::away);
        routes.post("/settings/people/{id}/absences/{absence}/remove", Access.MANAGERS, colleague::here);

        var teams = new TeamPages(engine, pages);
        routes.get("/settings/teams", Access.ADMINS, teams::show);
        routes.post("/settings/teams", Access.ADMINS, teams::add);
        routes.post("/settings/teams/{id}", Access.ADMINS, teams::rename);
        routes.post("/settings/teams/{id}/remove", Access.ADMINS, teams::remove);

        var audit = new AuditPages(engine, pages);
        routes.get("/settings/audit", Access.ADMINS, audit::show);
        routes.get("/settings/audit.csv", Access.ADMINS, audit::download);
    }

    private static void first(Context context) {
        var first = Me.of(context).may(Access.ADMINS) ? Tab.ORGANIZATION : Tab.PEOPLE;
        context.redirect("/settings/" + first, HttpStatus.SEE_OTHER);
    }
}
