package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.nn.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class StudyTest {

  /** Trials begun. */
  private final AtomicInteger begun = new AtomicInteger();

  /** The trial, counted from 1, that breaks off; none if 0. */
  private int broken;

  @TempDir
  private Path folder;

  private final Study study = Study.named("toy", "what a toy measures")
      .vary("block", List.of("b"), List.of("b", "a"))
      .learningRates(0.1, 0.01)
      .seeds(1, 2)
      .counts("epoch")
      .numbers("tuningLoss")
      .trial(size -> (setting, rows) -> {
        if (begun.incrementAndGet() == broken) {
          throw new IllegalStateException("broken off");
        }
        for (int epoch = 1; epoch <= 2; epoch++) {
          rows.add(epoch, setting.text("block").equals("a") ? Double.NaN : setting.learningRate() / 3 * setting.seed());
        }
      });

  private static String csv(Table table) {
    return table.write().toString("csv");
  }

  @Test
  void saysWhatItIsAndHowManyTrialsItHas() {
    assertEquals("toy: what a toy measures", study.toString());
    assertEquals(2 * 2 * 2, study.trials(Study.Size.FULL));
    assertEquals(2, study.trials(Study.Size.QUICK));
  }

  @Test
  void anyFactorMayBeTheOneThatIsCompared() {
    Contest contest = new Contest("loss", "activation", "gelu", "loss", "loss", 0.1);
    Study second = Study.named("second", "?").vary("depth", 8, 16).vary("activation", "relu", "gelu").numbers("loss")
        .contest(contest).trial((setting, rows) -> {});
    assertEquals(List.of(contest), second.contests());
  }

  @Test
  void rowsComeInTheOrderOfTheGrid() {
    Table table = study.run(Study.Size.FULL, Workers.one(), line -> {});
    assertEquals("toy", table.name());
    assertEquals(List.of("block", "learningRate", "seed", "epoch", "tuningLoss"), table.columnNames());
    assertEquals(List.of(ColumnType.STRING, ColumnType.DOUBLE, ColumnType.INTEGER, ColumnType.INTEGER,
        ColumnType.DOUBLE), List.of(table.typeArray()));
    assertEquals(2 * 2 * 2 * 2, table.rowCount());
    assertEquals("b b b b b b b b a a a a a a a a", String.join(" ", table.stringColumn("block")));
    assertEquals("[0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01]",
        table.doubleColumn("learningRate").first(8).asList().toString());
    assertEquals(0.1 / 3 * 2, table.doubleColumn("tuningLoss").get(2));
    try (Workers workers = Workers.of(3)) {
      assertEquals(csv(table), csv(study.run(Study.Size.FULL, workers, line -> {})));
    }
    assertEquals(1 * 2 * 1 * 2, study.run(Study.Size.QUICK, Workers.one(), line -> {}).rowCount());
    assertEquals(csv(table.first(2)), csv(study.run(study.settings(Study.Size.FULL).get(0), Study.Size.FULL)));
  }

  @Test
  void progressCountsTheTrialsAndEstimatesTheRest() {
    List<String> lines = new ArrayList<>();
    study.run(Study.Size.FULL, Workers.one(), lines::add);
    assertEquals(8, lines.size());
    assertTrue(lines.get(0).startsWith("1 of 8: b, learningRate 0.1, seed 1; about "), lines.get(0));
    assertTrue(lines.get(0).endsWith(" left"), lines.get(0));
    assertEquals("8 of 8: a, learningRate 0.01, seed 2", lines.get(7));
  }

  @Test
  void aRunThatBrokeOffGoesOnWithWhatIsMissing() throws IOException {
    Path file = folder.resolve("new/toy.csv");
    broken = 6;
    assertThrows(IllegalStateException.class,
        () -> Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {}));
    assertEquals(5 * 2, rows(file));
    begun.set(0);
    List<String> lines = new ArrayList<>();
    Table table = Studies.run(study, Study.Size.FULL, Workers.one(), file, lines::add);
    assertEquals(4, lines.size());
    assertEquals("5 trials are in " + file + "; 3 are missing", lines.get(0));
    assertEquals("3 of 3: a, learningRate 0.01, seed 2", lines.get(3));
    broken = 0;
    assertEquals(csv(study.run(Study.Size.FULL, Workers.one(), line -> {})), csv(table));
    List<String> text = Files.readAllLines(file);
    assertEquals("# toy, full: what a toy measures", text.get(0));
    assertEquals("block,learningRate,seed,epoch,tuningLoss", text.get(1));
    assertEquals(2, text.stream().filter(line -> line.startsWith("# measured ")).count());
    assertTrue(text.get(2).matches("# measured \\d{4}-\\d\\d-\\d\\d, commit [0-9a-f]{40}(-dirty)?, JDK .*, \\d+ cores, by .+")
        || text.get(2).contains("commit unknown"), text.get(2));
    assertTrue(text.get(2).contains(", JDK " + Runtime.version() + ", "), text.get(2));
    assertEquals(8, StudyFile.seconds(Files.readString(file)).length);
  }

  @Test
  void aTrialWhoseRowsWereCutOffIsMeasuredAgain() throws IOException {
    Path file = folder.resolve("toy.csv");
    String whole = csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {}));
    String text = Files.readString(file);
    // In the seconds of the last trial, in its second row, in its first, and before it.
    int seconds = text.lastIndexOf("# seconds ");
    int second = text.lastIndexOf("\n", seconds - 2) + 1;
    int first = text.lastIndexOf("\n", second - 2) + 1;
    for (int cut : new int[] {text.length() - 1, seconds + 1, seconds, second + 3, second, first + 3}) {
      Files.writeString(file, text.substring(0, cut));
      begun.set(0);
      assertEquals(whole, csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})));
      assertEquals(1, begun.get(), "cut off behind " + text.substring(seconds - 40, cut));
    }
    Files.writeString(file, text.substring(0, text.indexOf("0.1,1,1")));
    begun.set(0);
    assertEquals(whole, csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})));
    assertEquals(8, begun.get());
  }

  @Test
  void twoRunsDoNotWriteIntoOneFile() throws IOException {
    Path file = folder.resolve("toy.csv");
    String whole = csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {}));
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.lastIndexOf("# seconds ")));
    try (Closeable other = new StudyFile(study, Study.Size.FULL, file).lock()) {
      assertEquals("another run writes into " + file + "; wait for its end, or choose another file",
          assertThrows(IllegalStateException.class,
              () -> Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})).getMessage());
      assertTrue(Files.exists(Path.of(file + ".lock")), other.toString());
    }
    assertEquals(whole, csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})));
    assertFalse(Files.exists(Path.of(file + ".lock")));
    Files.writeString(file, text + text.substring(text.indexOf("# measured ")));
    assertEquals(file + " has the trial b,0.1,1 twice: two runs wrote into it, or it was changed; choose another file",
        assertThrows(IllegalArgumentException.class,
            () -> Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})).getMessage());
  }

  /** A spreadsheet, or git with other line ends. */
  @Test
  void marksAndLineEndsOfOtherProgramsDoNotMatter() throws IOException {
    Path file = folder.resolve("toy.csv");
    String whole = csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {}));
    Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n"));
    begun.set(0);
    assertEquals(whole, csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})));
    assertEquals(0, begun.get());
  }

  @Test
  void valuesThatATableCannotHoldAreRefused() {
    String message = "a has a value that is not finite, or the smallest integer, which stands for none in a table";
    for (Object value : new Object[] {Double.NaN, Double.NEGATIVE_INFINITY, Integer.MIN_VALUE}) {
      Object other = value instanceof Integer ? 1 : (Object) 1.0;
      assertEquals(message, assertThrows(IllegalArgumentException.class,
          () -> Study.named("n", "q").vary("a", value, other)).getMessage());
    }
    Study.Builder builder = Study.named("n", "q").learningRates(0.1);
    assertThrows(IllegalArgumentException.class, () -> builder.learningRates(RateSearch.by("loss"), 0.2));
    Study grid = builder.seeds(2).numbers("loss").trial((setting, rows) -> rows.add(1.0));
    assertEquals(2, grid.run(Study.Size.FULL, Workers.one(), line -> {}).rowCount(), "the refused search left nothing");
  }

  @Test
  void aFileThatEndsBehindItsFirstLinesIsBegun() throws IOException {
    Path file = folder.resolve("toy.csv");
    String first = "# toy, full: what a toy measures\nblock,learningRate,seed,epoch,tuningLoss\n";
    Files.writeString(file, first);
    Table table = Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {});
    assertEquals(csv(study.run(Study.Size.FULL, Workers.one(), line -> {})), csv(table));
    assertTrue(Files.readString(file).startsWith(first + "# measured "), Files.readString(file));
  }

  @Test
  void theSecondsOfTheTrialsAreThoseOfTheRun() throws IOException {
    Path file = folder.resolve("toy.csv");
    Study slow = Study.named("slow", "nothing").seeds(2).numbers("x").trial((setting, rows) -> {
      long end = System.nanoTime() + 20_000_000;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      rows.add(0);
    });
    long start = System.nanoTime();
    Studies.run(slow, Study.Size.FULL, Workers.one(), file, line -> {});
    double whole = (System.nanoTime() - start) / 1e9;
    double[] seconds = StudyFile.seconds(Files.readString(file));
    assertEquals(2, seconds.length);
    // The file has hundredths.
    assertTrue(seconds[0] >= 0.02 && seconds[1] >= 0.02 && seconds[0] + seconds[1] < whole + 0.01,
        seconds[0] + " s and " + seconds[1] + " s of " + whole + " s");
  }

  @Test
  void whatLooksLikeANumberStaysText() throws IOException {
    Path file = folder.resolve("named.csv");
    Study named = Study.named("named", "nothing").vary("code", "7", "07").seeds(1).numbers("x")
        .trial((setting, rows) -> rows.add(1));
    for (int run = 1; run <= 2; run++) {
      Table table = Studies.run(named, Study.Size.FULL, Workers.one(), file, line -> {});
      assertEquals(List.of("7", "07"), table.stringColumn("code").asList());
    }
  }

  @Test
  void aTrialThatTheGridNoLongerHasIsNotInTheTable() throws IOException {
    Path file = folder.resolve("toy.csv");
    String whole = csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {}));
    Files.writeString(file, Files.readString(file) + "c,0.1,1,1,7.0\n# seconds 1.00\n");
    begun.set(0);
    assertEquals(whole, csv(Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})));
    assertEquals(0, begun.get());
  }

  @Test
  void rowsThatNoRunHasWrittenAreNotThrownAway() throws IOException {
    Path file = folder.resolve("toy.csv");
    Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {});
    String old = Files.readString(file).replaceAll("# seconds .*\n", "");
    Files.writeString(file, old);
    assertEquals(file + " has rows of trials without their seconds, as no run writes them: it was changed, or is of"
        + " another version; choose another file", assertThrows(IllegalArgumentException.class,
            () -> Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})).getMessage());
    assertEquals(old, Files.readString(file));
  }

  @Test
  void theFileOfAnotherSizeIsRefused() throws IOException {
    Path file = folder.resolve("toy.csv");
    Studies.run(study, Study.Size.QUICK, Workers.one(), file, line -> {});
    String before = Files.readString(file);
    assertEquals(file + " begins with \"# toy, quick: what a toy measures / block,learningRate,seed,epoch,tuningLoss\""
        + ", and this study with \"# toy, full: what a toy measures / block,learningRate,seed,epoch,tuningLoss\""
        + "; choose another file", assertThrows(IllegalArgumentException.class,
            () -> Studies.run(study, Study.Size.FULL, Workers.one(), file, line -> {})).getMessage());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void aRowMustHaveTheMeasures() {
    for (Object[] row : new Object[][] {{1}, {1, 2.0, 3.0}, {1.0, 2.0}, {}, {1, 2f}, {1L, 2.0}, {1, 2L}, {1, true}}) {
      Study wrong = Study.named("wrong", "nothing").seeds(1).counts("epoch").numbers("loss")
          .trial(size -> (setting, rows) -> rows.add(row));
      IllegalStateException failed = assertThrows(
          IllegalStateException.class, () -> wrong.run(Study.Size.QUICK, Workers.one(), line -> {}));
      assertEquals("the trial of wrong at seed 1 failed: a row of wrong has " + List.of(row)
          + "; it must have epoch (INTEGER), loss (DOUBLE)", failed.getMessage());
      assertEquals(IllegalArgumentException.class, failed.getCause().getClass());
    }
  }

  @Test
  void anIntegerIsANumberToo() {
    Study whole = Study.named("whole", "nothing").seeds(1).numbers("errors").trial((setting, rows) -> rows.add(3));
    assertEquals(3.0, whole.run(Study.Size.QUICK, Workers.one(), line -> {}).doubleColumn("errors").get(0));
  }

  @Test
  void aTrialMustAddARow() {
    Study idle = Study.named("idle", "nothing").vary("gate", "a").seeds(1).numbers("x").trial((setting, rows) -> {});
    assertEquals("the trial of idle at a, seed 1 added no row", assertThrows(IllegalStateException.class,
        () -> idle.run(idle.settings(Study.Size.FULL).get(0), Study.Size.FULL)).getMessage());
  }

  @Test
  void anInterruptOfATrialIsNoFailure() {
    Study stopped = Study.named("stopped", "nothing").seeds(1).numbers("x").trial((setting, rows) -> {
      throw new CancellationException("stop");
    });
    assertEquals("stop", assertThrows(CancellationException.class,
        () -> stopped.run(Study.Size.QUICK, Workers.one(), line -> {})).getMessage());
  }

  @Test
  void aFactorIsAskedForByItsName() {
    Setting setting = study.settings(Study.Size.FULL).get(7);
    assertEquals("a", setting.text("block"));
    assertEquals(0.01, setting.learningRate());
    assertEquals(2, setting.seed());
    assertEquals(2, setting.number("seed"));
    assertEquals("no factor is called \"blok\"; there are block, learningRate, seed",
        assertThrows(IllegalArgumentException.class, () -> setting.text("blok")).getMessage());
    assertEquals("the factor block is not a number but a",
        assertThrows(IllegalArgumentException.class, () -> setting.number("block")).getMessage());
    assertEquals("the factor learningRate is not text but 0.01",
        assertThrows(IllegalArgumentException.class, () -> setting.text("learningRate")).getMessage());
    assertEquals("the factor learningRate is not a whole number but 0.01",
        assertThrows(IllegalArgumentException.class, () -> setting.count("learningRate")).getMessage());
    assertEquals("gate has the value 2 of type Long; its values must be all String, all Integer or all Double",
        assertThrows(IllegalArgumentException.class, () -> Study.named("a", "b").vary("gate", 2L)).getMessage());
    assertEquals("gate has the value 2.0 of type Double; its values must be all String, all Integer or all Double",
        assertThrows(IllegalArgumentException.class, () -> Study.named("a", "b").vary("gate", 1, 2.0)).getMessage());
    assertEquals("the study a has two columns named \"seed\"", assertThrows(IllegalArgumentException.class,
        () -> Study.named("a", "b").seeds(1).numbers("seed")).getMessage());
    assertEquals("the study a has two columns named \"loss\"", assertThrows(IllegalArgumentException.class,
        () -> Study.named("a", "b").numbers("loss").counts("loss")).getMessage());
    assertEquals("the study a has two columns named \"gate\"", assertThrows(IllegalArgumentException.class,
        () -> Study.named("a", "b").vary("gate", 1).vary("gate", 2)).getMessage());
    assertEquals("the study a has two columns named \"loss\"", assertThrows(IllegalArgumentException.class,
        () -> Study.named("a", "b").numbers("loss").vary("loss", 1)).getMessage());
    assertEquals("gate has a value twice: [1, 1]",
        assertThrows(IllegalArgumentException.class, () -> Study.named("a", "b").vary("gate", 1, 1)).getMessage());
    for (String bad : List.of("a,b", "a\"b", "a\nb", "#a", "NA", "", " a")) {
      assertEquals("a value of gate must be text without commas, quotes or line breaks, not \"" + bad + "\"",
          assertThrows(IllegalArgumentException.class, () -> Study.named("a", "b").vary("gate", bad)).getMessage());
      assertThrows(IllegalArgumentException.class, () -> Study.named("a", "b").numbers(bad));
      assertThrows(IllegalArgumentException.class, () -> Study.named(bad, "b"));
    }
    assertThrows(IllegalArgumentException.class, () -> Study.named("a", "two\nlines"));
    assertEquals("gate has no value",
        assertThrows(IllegalArgumentException.class, () -> Study.named("a", "b").vary("gate")).getMessage());
  }

  private static long rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).count() - 1;
  }
}
