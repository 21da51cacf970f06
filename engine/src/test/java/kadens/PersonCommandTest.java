package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import kadens.cli.Commands;
import kadens.team.OneTimeLinks;
import kadens.team.People;
import kadens.team.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking people in from the command line, where nobody can get to the pages. */
class PersonCommandTest {

    private static final String LIV = "liv@rute.example";
    private static final Pattern LINK = Pattern.compile("http\\S*/welcome/(\\S+)");

    private SalesDesk desk;

    @BeforeEach
    void open() {
        desk = new SalesDesk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
    }

    @Test
    void somebody_is_taken_in_with_a_link_that_is_theirs_for_a_day() {
        var said = desk.kadens("person", "invite", LIV, "--name", "Liv Moe", "--role", "manager");

        assertThat(said.code()).isEqualTo(Commands.OK);
        assertThat(said.out()).contains("Liv Moe is here as manager", "Within 24 hours");
        var liv = desk.ask(session -> People.byEmail(session, LIV).orElseThrow());
        assertThat(liv.role()).isEqualTo(Role.MANAGER);
        assertThat(whose(token(said.out()))).isEqualTo(liv.id());
        assertThat(audited()).contains("Liv Moe");
    }

    @Test
    void another_link_ends_the_one_before() {
        var first = token(desk.kadens("person", "invite", LIV, "--name", "Liv Moe", "--role", "rep")
                .out());
        var second = token(desk.kadens("person", "link", LIV).out());

        assertThat(whose(first)).isNull();
        assertThat(whose(second)).isNotNull();
    }

    @Test
    void nobody_is_taken_in_twice_nor_with_what_cannot_be() {
        desk.kadens("person", "invite", LIV, "--name", "Liv Moe", "--role", "rep");

        var again = desk.kadens("person", "invite", LIV, "--name", "Liv", "--role", "admin");
        assertThat(again.err()).contains("is here already", "kadens person link " + LIV);
        assertThat(again.code()).isNotEqualTo(Commands.OK);
        Role role =
                desk.ask(session -> People.byEmail(session, LIV).orElseThrow().role());
        assertThat(role).isEqualTo(Role.REP);
        assertThat(desk.kadens("person", "invite", "liv", "--name", "Liv", "--role", "rep")
                        .err())
                .contains("'liv' is no address");
        assertThat(desk.kadens("person", "invite", "a@b.example", "--name", " ", "--role", "rep")
                        .err())
                .contains("--name needs");
        assertThat(desk.kadens("person", "invite", "a@b.example", "--name", "A", "--role", "rep", "--team", "North")
                        .err())
                .contains("There is no team 'North'", "an admin adds them on the pages");
        assertThat(desk.kadens("person", "link", "nobody@rute.example").err()).contains("nobody@rute.example");
    }

    private @Nullable Long whose(String token) {
        return desk.ask(session -> OneTimeLinks.find(session, token, desk.clock.instant())
                .map(OneTimeLinks.Link::personId)
                .orElse(null));
    }

    private String audited() {
        return desk.ask(session -> session.createNativeQuery(
                        "SELECT sentence FROM audit ORDER BY id DESC LIMIT 1", String.class)
                .getSingleResult());
    }

    private static String token(String said) {
        var link = LINK.matcher(said);
        assertThat(link.find()).as(said).isTrue();
        return link.group(1);
    }
}
