package kadens.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import kadens.language.Refusal;
import kadens.plan.Misread;
import kadens.plan.Window;
import kadens.team.Organization;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "set", description = "Change the rules that are given, and plan what waits anew by them.")
final class OrganizationSetCommand implements Callable<Integer> {

    private final Launcher launcher;

    @Mixin
    Output output = new Output();

    @Nullable
    @Option(
            names = "--country",
            paramLabel = "NO|none",
            description = "Whose public holidays count for prospects without a country.")
    String country;

    @Nullable
    @Option(
            names = "--window",
            paramLabel = "WINDOW|default",
            description = "When steps go out whose cadence and mailbox name no window:"
                    + " 'mon-fri 09:00-12:00, mon-thu 13:00-16:00'. Default: mon-fri 09:00-17:00")
    String window;

    @Nullable
    @Option(names = "--company-cap", paramLabel = "N|off", description = "Mails to one company in any 24 hours.")
    String companyCap;

    @Nullable
    @Option(names = "--domain-cap", paramLabel = "N|off", description = "Mails to one domain in any 24 hours.")
    String domainCap;

    @Nullable
    @Option(names = "--company-active", paramLabel = "N|off", description = "Of one company on the way at once.")
    String companyActive;

    @Nullable
    @Option(
            names = "--again-days",
            paramLabel = "N",
            description = "Nobody goes through a cadence again within so many days of its end; 0: at once.")
    Integer againDays;

    @Nullable
    @Option(
            names = "--touch-days",
            paramLabel = "N",
            description = "Days between the last mail of a cadence and the first of another; 0: none.")
    Integer touchDays;

    OrganizationSetCommand(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (output.spec.commandLine().getParseResult().matchedOptions().stream()
                .noneMatch(option -> option.longestName().matches("--(?!json).*"))) {
            throw new ParameterException(
                    output.spec.commandLine(), "Say which rule to change, such as --country NO or --company-cap 3");
        }
        try (var opened = launcher.open()) {
            var engine = opened.engine();
            engine.database().transactAlone(session -> {
                var organization = Organization.get(session);
                organization.set(session, changed(organization));
            });
            var planned = PlannedAnew.all(engine);
            output.say(
                    Map.of("saved", true, "moved", planned.moved(), "held", planned.held()),
                    () -> "Saved. " + planned.words());
        }
        return Commands.OK;
    }

    private Organization.Rules changed(Organization now) {
        return new Organization.Rules(
                country == null ? now.country() : Typed.country(country),
                window == null ? kept(now) : Typed.window(window, "default"),
                companyCap == null ? now.companyCap() : Typed.limit("--company-cap", companyCap),
                domainCap == null ? now.domainCap() : Typed.limit("--domain-cap", domainCap),
                companyActive == null ? now.companyActiveMax() : Typed.limit("--company-active", companyActive),
                againDays == null ? now.againDays() : againDays,
                touchDays == null ? now.touchDays() : touchDays);
    }

    private static @Nullable Window kept(Organization now) {
        try {
            return now.window();
        } catch (Misread e) {
            throw new Refusal(
                    "The window that is stored can't be read: " + e.what() + ". Give another with --window", e);
        }
    }
}
