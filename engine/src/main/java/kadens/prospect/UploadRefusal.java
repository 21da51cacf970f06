package kadens.prospect;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import kadens.language.SentenceJson;

/** Why a row of an uploaded list was not imported. */
@Entity
public final class UploadRefusal {

    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "upload_refusal_seq", allocationSize = 500)
    long id;

    long uploadId;
    long line;
    String columnName = "";
    String value = "";
    String reason = "";

    UploadRefusal() {}

    UploadRefusal(long uploadId, RowProblem problem) {
        this.uploadId = uploadId;
        this.line = problem.line();
        this.columnName = problem.column();
        this.value = problem.value();
        this.reason = SentenceJson.write(problem.why());
    }

    RowProblem problem() {
        return new RowProblem(line, columnName, value, SentenceJson.read(reason));
    }
}
