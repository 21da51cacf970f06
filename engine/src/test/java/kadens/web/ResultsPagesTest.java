package kadens.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What came of a cadence's mails, as people see it. */
class ResultsPagesTest {

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site();
        site.run();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void the_page_shows_each_step_and_how_to_make_a_variant() {
        var page = site.get("/studio/cold-outreach/results", "Accept-Language", "en")
                .body();

        assertThat(page)
                .contains("One variant only", "cadences/cold-outreach/intro.b.ftlh", "not known yet", "Came back")
                .contains("href=\"/studio/cold-outreach/results\" aria-current=\"page\"")
                .doesNotContain("style=\"");
        assertThat(site.get("/studio/cold-outreach-nb/results", "Accept-Language", "nb")
                        .body())
                .contains("Bare én variant", "Kom i retur", "Last ned som CSV");
    }

    @Test
    void the_download_has_a_row_a_variant_and_numbers_that_programs_read() {
        var csv = site.get("/studio/cold-outreach/results.csv");

        assertThat(csv.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.body())
                .startsWith("cadence,step,title,variant,weight,sent,")
                .containsPattern("(?m)^cold-outreach,intro,[^,]+,a,1,\\d+,0,0,0,0,0,0,\\d+,0,0.00000,-1.00000,1.00000");
    }

    @Test
    void a_spreadsheet_runs_nothing_that_somebody_wrote_into_a_title() {
        for (var title : new String[] {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) {
            assertThat(Csv.inert(title)).isEqualTo("'" + title);
        }
        assertThat(Csv.inert("Intro = first")).isEqualTo("Intro = first");
    }

    @Test
    void a_cadence_that_never_was_has_no_page() {
        assertThat(site.get("/studio/nothing/results").statusCode()).isEqualTo(404);
        assertThat(site.get("/studio/..%2fx/results").statusCode()).isIn(400, 404);
    }
}
