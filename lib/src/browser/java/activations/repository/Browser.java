package activations.repository;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;

/** Chromium without a window, that can reach this machine only. */
final class Browser implements AutoCloseable {

  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(180);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
  private static final String DRIVER = "chromedriver";
  private static final List<String> DEBIAN_PACKAGES = List.of("chromium", "chromium-driver");
  private static final String LOCAL = "https?://(localhost|127\\.0\\.0\\.1):.*|wss?://(localhost|127\\.0\\.0\\.1):.*";
  private static final String NO_REQUEST = "(data|blob|about|chrome):.*";

  private final ChromeDriver driver;

  Browser(Path profile) throws IOException, InterruptedException {
    if (program(BROWSERS).isEmpty() || program(List.of(DRIVER)).isEmpty()) {
      Debian.install("The browser test needs Chromium and its chromedriver on the PATH", DEBIAN_PACKAGES);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program(BROWSERS).orElseThrow().toFile());
    options.addArguments("--headless=new", "--user-data-dir=" + profile, "--disable-dev-shm-usage",
        "--disable-background-networking", "--no-first-run", "--lang=en",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
    if (System.getProperty("user.name").equals("root")) {
      options.addArguments("--no-sandbox");
    }
    options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.ACCEPT);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(program(List.of(DRIVER)).orElseThrow().toFile()).build();
    driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(1100, 1000));
    // A page that draws what a large notebook stores answers no script meanwhile.
    driver.manage().timeouts().scriptTimeout(PAGE_TIMEOUT);
  }

  private static Optional<Path> program(List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable).findFirst();
  }

  void open(String address) {
    driver.get(address);
  }

  /** Clicks as a person does: on something that is there and can be seen. */
  void click(String selector) {
    clickText(selector, "");
  }

  /** Clicks on the first element of a kind that can be seen and whose text is this; any text, if it is empty. */
  void clickText(String selector, String text) {
    until(PAGE_TIMEOUT, "to click on " + selector + " " + text, () -> {
      try {
        Optional<WebElement> found = driver.findElements(By.cssSelector(selector)).stream()
            .filter(WebElement::isDisplayed).filter(each -> text.isEmpty() || each.getText().equals(text)).findFirst();
        found.ifPresent(WebElement::click);
        return found.isPresent();
      } catch (StaleElementReferenceException | ElementNotInteractableException e) {
        return false; // The page was changing under the pointer.
      }
    });
  }

  /** Presses a key on one of the elements of a kind, which thereby gets the focus. */
  void press(String selector, int index, Keys key) {
    element(selector, index).sendKeys(key);
  }

  /** Clicks on one of the elements of a kind. */
  void click(String selector, int index) {
    element(selector, index).click();
  }

  /** Opens the menu that belongs to one of the elements of a kind. */
  void openContextMenu(String selector, int index) {
    new Actions(driver).contextClick(element(selector, index)).perform();
  }

  /** What a screen reader calls one of the elements of a kind. */
  String accessibleName(String selector, int index) {
    return element(selector, index).getAccessibleName();
  }

  private WebElement element(String selector, int index) {
    WebElement element = driver.findElements(By.cssSelector(selector)).get(index);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    return element;
  }

  /** Whether the user's system asks for less motion. */
  void setLessMotion(boolean less) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
        List.of(Map.of("name", "prefers-reduced-motion", "value", less ? "reduce" : "no-preference"))));
  }

  /** The value of a JavaScript expression. */
  Object value(String expression) {
    return driver.executeScript("return " + expression);
  }

  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  void until(String what, String condition) {
    until(PAGE_TIMEOUT, what, condition);
  }

  void until(Duration longest, String what, String condition) {
    until(longest, what, () -> Boolean.TRUE.equals(value(condition)));
  }

  private static void until(Duration longest, String what, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(longest);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited " + longest.toSeconds() + " s in vain: " + what);
      }
      try {
        Thread.sleep(POLL_INTERVAL.toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A picture of the window, scrolled so that the first element of a kind, if there is one, is in its middle. */
  void screenshot(String selector, Path file) throws IOException {
    driver.executeScript("document.querySelector(arguments[0])?.scrollIntoView({block: 'center'})", selector);
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Prints the page, as a person does, and throws the paper away. */
  void print() {
    driver.print(new PrintOptions());
  }

  /** Presses a key on what has the focus. */
  void press(CharSequence key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  /** The addresses outside this machine that were asked for since the last call, and files if they are not allowed. */
  List<String> foreignRequests(boolean filesAllowed) {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream().map(LogEntry::getMessage)
        .map(message -> JsonParser.parseString(message).getAsJsonObject().getAsJsonObject("message"))
        .filter(message -> message.get("method").getAsString().equals("Network.requestWillBeSent"))
        .map(message -> message.getAsJsonObject("params").getAsJsonObject("request"))
        .map((JsonObject request) -> request.get("url").getAsString())
        .filter(url -> !url.matches(filesAllowed ? "file:.*|" + NO_REQUEST : LOCAL + "|" + NO_REQUEST))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
