package activations.nn.studies;

import java.util.List;
import java.util.Objects;

/**
 * One family of comparisons, declared before a study runs: each contender against one of them, in every condition of
 * the study, by one measure, each at the learning rate that is best by a criterion. {@link Report} makes them, and
 * corrects for how many there are.
 *
 * @param question what is asked, in a few words
 * @param contender the factor whose values are compared, for example {@code "activation"}
 * @param reference the value against which every other is held, for example {@code "gelu"}
 * @param criterion the column by which a learning rate is chosen: the smallest mean over the seeds of each trial's last
 *     row
 * @param measure the column that is compared, of each trial's last row
 * @param margin a difference that matters to nobody: where the whole interval lies within ± this, the two are called
 *     equal; in the unit of the measure
 */
public record Contest(String question, String contender, String reference, String criterion, String measure,
    double margin) {

  /**
   * A family of comparisons.
   *
   * @throws NullPointerException if a text is null
   * @throws IllegalArgumentException if the margin is not positive and finite
   */
  public Contest {
    for (String text : new String[] {question, contender, reference, criterion, measure}) {
      Objects.requireNonNull(text, "a text of the contest is null");
    }
    if (!(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the margin must be positive and finite but is " + margin);
    }
  }

  List<String> columns() {
    return List.of(contender, criterion, measure);
  }
}
