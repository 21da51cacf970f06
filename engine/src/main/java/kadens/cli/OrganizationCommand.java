package kadens.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import kadens.team.Organization;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "organization", description = "The rules that hold for everybody: show (as without a word), set.")
final class OrganizationCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    OrganizationCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        return show(launcher, output);
    }

    static int show(Launcher launcher, Output output) {
        try (var opened = launcher.open()) {
            var organization = opened.engine().database().transact(Organization::get);
            output.say(values(organization), () -> words(organization));
        }
        return Commands.OK;
    }

    private static Map<String, Object> values(Organization organization) {
        var values = new LinkedHashMap<String, Object>();
        values.put("country", organization.country());
        values.put("window", organization.windowWords());
        values.put("companyCap", organization.companyCap());
        values.put("domainCap", organization.domainCap());
        values.put("companyActive", organization.companyActiveMax());
        values.put("againDays", organization.againDays());
        values.put("touchDays", organization.touchDays());
        return values;
    }

    private static String words(Organization organization) {
        return """
                country         %s
                window          %s
                company cap     %s
                domain cap      %s
                company active  %s
                again days      %d  (in the same cadence, counted from the end)
                touch days      %d  (between the last mail of a cadence and the first of another)""".formatted(
                        Objects.requireNonNullElse(
                                organization.country(), "none: only prospects whose country is known have holidays"),
                        Objects.requireNonNullElse(organization.windowWords(), "default: mon-fri 09:00-17:00"),
                        limit(organization.companyCap(), "mails to one company in any 24 hours"),
                        limit(organization.domainCap(), "mails to one domain in any 24 hours"),
                        limit(organization.companyActiveMax(), "of one company on the way at once"),
                        organization.againDays(),
                        organization.touchDays());
    }

    private static String limit(@Nullable Integer most, String of) {
        return most == null ? "off" : most + "  (" + of + ")";
    }

    /** {@code organization show}, for who looks for a word. */
    @Command(name = "show", description = "Show the rules.")
    static final class Show implements Callable<Integer> {

        private final Launcher launcher;

        @Mixin
        Output output = new Output();

        Show(Launcher launcher) {
            this.launcher = launcher;
        }

        @Override
        public Integer call() {
            return show(launcher, output);
        }
    }
}
