package activations.notebook;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Code of a learner threw an exception, or could not even begin; the message tells it in words. */
final class AnswerFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Of JShell: thrown by a method that was defined although there is a name in it that is not. */
  private static final String UNRESOLVED = "jdk.jshell.spi.SPIResolutionException";
  private static final String UNKNOWN_NAME = "Your code has a name that Java does not know, so it cannot run: it is "
      + "misspelt, or stands in a cell that has not been run since the kernel started. Run the cells above, then this one.";
  /** What the kernel ends an interrupted cell with. */
  private static final String INTERRUPTED = "CellInterrupted";
  /** What the classes of cells are called. */
  private static final String CELL = "REPL.";

  private final boolean ran;
  private final String hint;

  private AnswerFailed(boolean ran, String message, String hint, Throwable cause) {
    super(message, cause);
    this.ran = ran;
    this.hint = hint;
  }

  /** Whether it began. */
  boolean ran() {
    return ran;
  }

  /** What to look for after exceptions that the mathematics of the task has nothing to do with; null after others. */
  String hint() {
    return hint;
  }

  /** What the learner's code gives; {@code subject} says in a message whose code it is, and where. */
  static <T> T run(String subject, Supplier<T> code) {
    try {
      return code.get();
    } catch (CancellationException interrupted) {
      throw interrupted;
    } catch (Throwable e) {
      if (e.getClass().getName().endsWith(INTERRUPTED)) {
        throw e;
      }
      if (e.getClass().getName().equals(UNRESOLVED)) {
        throw new AnswerFailed(false, UNKNOWN_NAME, null, e);
      }
      String reason = e instanceof StackOverflowError ? "calls itself without end"
          : "ends with the exception " + e.getClass().getSimpleName()
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
      throw new AnswerFailed(true, subject + " " + reason + method(e) + ".", hint(e), e);
    }
  }

  /** The method of a cell in which it happened, if there is one. */
  private static String method(Throwable e) {
    return Arrays.stream(e.getStackTrace()).filter(frame -> frame.getClassName().startsWith(CELL))
        .map(StackTraceElement::getMethodName).findFirst()
        .filter(name -> name.matches("[a-z]\\w*") && !name.startsWith("do_")).map(name -> ", in `" + name + "`").orElse("");
  }

  private static String hint(Throwable e) {
    return e instanceof IndexOutOfBoundsException
        ? "An index leaves the array: of n elements the first has the index 0 and the last n − 1. Where does the loop end?"
        : e instanceof NullPointerException ? "Something is used before it has a value."
        : e instanceof StackOverflowError ? "Which call stands in the method that it calls?" : null;
  }
}
