package kadens.cli;

import kadens.drill.Onlooker;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How far a drill has come: a bar on a terminal, a line at each new part of it elsewhere. */
final class DrillProgress implements Onlooker, AutoCloseable {

    private final Output output;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private String part = "";
    private @Nullable ProgressBar bar;

    DrillProgress(Output output) {
        this.output = output;
    }

    @Override
    public synchronized void at(String what, long done, long all) {
        if (!what.equals(part)) {
            close();
            part = what;
            if (terminal) {
                bar = new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(all)
                        .build();
            } else {
                output.chat(what + " …");
            }
        }
        var shown = bar;
        if (shown != null) {
            shown.stepTo(done);
        }
    }

    @Override
    public synchronized void close() {
        var shown = bar;
        bar = null;
        if (shown != null) {
            shown.close();
        }
    }
}
