package kadens;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;

/** The import rule of the design, and where the libraries and the clock may be touched. */
@AnalyzeClasses(packages = "kadens", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule imports_go_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("root")
            .definedBy("kadens")
            .layer("faces")
            .definedBy("kadens.cli..", "kadens.web..", "kadens.api..", "kadens.sandbox..", "kadens.drill..")
            .layer("run")
            .definedBy("kadens.run..", "kadens.results..")
            .layer("mail")
            .definedBy("kadens.inbox..", "kadens.outbox..")
            .layer("work")
            .definedBy("kadens.enrollment..", "kadens.template..", "kadens.mailbox..")
            .layer("knowledge")
            .definedBy("kadens.plan..", "kadens.cadence..", "kadens.prospect..", "kadens.team..")
            .layer("ground")
            .definedBy("kadens.store..", "kadens.language..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("faces")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("root", "faces")
            .whereLayer("mail")
            .mayOnlyBeAccessedByLayers("root", "faces", "run")
            .whereLayer("work")
            .mayOnlyBeAccessedByLayers("root", "faces", "run", "mail")
            .whereLayer("knowledge")
            .mayOnlyBeAccessedByLayers("root", "faces", "run", "mail", "work");

    @ArchTest
    static final ArchRule mail_is_touched_where_mail_is_handled =
            onlyIn("jakarta.mail..", "kadens.mailbox..", "kadens.inbox..", "kadens.outbox..", "kadens.sandbox..");

    @ArchTest
    static final ArchRule javalin_is_touched_in_web_and_api = onlyIn("io.javalin..", "kadens.web..", "kadens.api..");

    @ArchTest
    static final ArchRule quartz_is_touched_in_run_and_plan = onlyIn("org.quartz..", "kadens.run..", "kadens.plan..");

    @ArchTest
    static final ArchRule freemarker_is_touched_in_template_and_web =
            onlyIn("freemarker..", "kadens.template..", "kadens.web..");

    @ArchTest
    static final ArchRule time_is_handed_in = noClasses()
            .that(resideOutsideOfPackages("kadens"))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule every_package_says_what_it_is_for = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith("org.jspecify.annotations.NullMarked");

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that(resideOutsideOfPackages(packages))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .allowEmptyShould(true);
    }
}
