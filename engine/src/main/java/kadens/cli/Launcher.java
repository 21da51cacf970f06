package kadens.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import kadens.drill.CrashPlan;
import kadens.drill.CrashReport;
import kadens.drill.Onlooker;
import kadens.drill.RacePlan;
import kadens.drill.RaceReport;
import kadens.run.Engine;
import org.jspecify.annotations.Nullable;

/** What the commands ask of the composition root. */
public interface Launcher {

    /** The rooms, wired to the configured database; the caller closes it. */
    Opened open();

    /** The configured templates folder, for commands that need no database. */
    Path templates();

    /** The day it is in the organization's zone, for commands that need no database. */
    LocalDate today();

    /**
     * Runs the engine and its pages until the process is asked to end.
     *
     * @param port null for the configured one
     */
    void serve(@Nullable Integer port, PrintWriter out);

    /**
     * Runs the sandbox until the process is asked to end.
     *
     * @param speed how many times faster than real its time runs
     * @param port null for the configured one
     */
    void sandbox(int speed, @Nullable Integer port, PrintWriter out);

    /**
     * Runs a crash drill on a database of its own.
     *
     * @throws kadens.language.Refusal where it is stopped before its end
     */
    CrashReport drillCrash(CrashPlan plan, Onlooker onlooker);

    /**
     * Runs a reply race on a database of its own.
     *
     * @throws kadens.language.Refusal where it is stopped before its end
     */
    RaceReport drillReplyRace(RacePlan plan, Onlooker onlooker);

    /** An engine with its database open. */
    interface Opened extends AutoCloseable {

        Engine engine();

        /** The whole address of a page that {@code serve} shows. */
        String link(String path);

        @Override
        void close();
    }
}
