package kadens.web.prospects;

import kadens.run.Engine;
import kadens.web.Access;
import kadens.web.Pages;
import kadens.web.Routes;

/** Where the pages of this room are, and who may go there. */
public final class ProspectsPages {

    private final Engine engine;
    private final Pages pages;

    public ProspectsPages(Engine engine, Pages pages) {
        this.engine = engine;
        this.pages = pages;
    }

    public void routes(Routes routes) {
        var list = new ListPages(engine, pages);
        routes.get("/prospects", Access.SALES, list::show);
        routes.post("/prospects/views", Access.SALES, list::saveView);
        routes.post("/prospects/views/{id}/forget", Access.SALES, list::forgetView);

        var acts = new ActPages(engine, pages);
        routes.post("/prospects/choose", Access.SALES, acts::ask);
        routes.post("/prospects/act", Access.SALES, acts::act);
        routes.get("/prospects/acted", Access.SALES, acts::acted);

        var duplicates = new DuplicatePages(engine, pages);
        routes.get("/prospects/duplicates", Access.SALES, duplicates::find);
        routes.get("/prospects/merge", Access.SALES, duplicates::compare);
        routes.post("/prospects/merge", Access.SALES, duplicates::merge);

        var one = new OnePages(engine, pages);
        routes.get("/prospects/{id}", Access.SALES, one::show);
        routes.post("/prospects/{id}/act", Access.SALES, one::act);
        routes.post("/prospects/{id}/unsuppress", Access.MANAGERS, one::unsuppress);
        var edit = new EditPages(engine, pages);
        routes.get("/prospects/{id}/edit", Access.SALES, edit::prospect);
        routes.post("/prospects/{id}/edit", Access.SALES, edit::saveProspect);

        var companies = new CompanyPages(engine, pages);
        routes.get("/companies", Access.SALES, companies::list);
        routes.get("/companies/{id}", Access.SALES, companies::one);
        routes.get("/companies/{id}/edit", Access.SALES, edit::company);
        routes.post("/companies/{id}/edit", Access.SALES, edit::saveCompany);

        var suppressions = new SuppressionPages(engine, pages);
        routes.get("/suppressions", Access.SALES, suppressions::list);
        routes.get("/suppressions.csv", Access.SALES, suppressions::download);
        routes.post("/suppressions", Access.SALES, suppressions::add);
        routes.post("/suppressions/{id}/remove", Access.MANAGERS, suppressions::remove);
    }
}
