package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bridge to the kernels, against stand-ins that have the real kernels' class and method names. */
class JupyterTest {

  private static final String BUNDLE = """
      package %s;
      public class DisplayData {
        public String html, text, id;
        public DisplayData(String text) { this.text = text; }
        public static DisplayData fromText(String text) { return new DisplayData(text); }
        public void putHTML(String html) {
          if (html.contains("refuse")) { throw new IllegalArgumentException("too long"); }
          this.html = html;
        }
        public void setDisplayId(String id) { this.id = id; }
      }
      """;

  private static final String DISPLAY = """
        public void %s(%s.DisplayData d) {
          System.getProperties().merge("shown", "%s|" + d.html + "|" + d.text + "|" + d.id + "\\n",
              (a, b) -> a.toString() + b);
        }
      """;

  private enum KernelKind {
    IJAVA {
      @Override
      Map<String, String> sources() {
        String p = "io.github.spencerpark.jupyter.kernel.display";
        return Map.of("DisplayData", BUNDLE.formatted(p),
            "Stream", "package fake; public class Stream {" + DISPLAY.formatted("updateDisplay", p, "update") + "}",
            "Io", "package fake; public class Io { public final Stream display = new Stream(); }",
            "K", "package fake; public class K { public Io getIO() { return new Io(); }"
                + DISPLAY.formatted("display", p, "display") + "}",
            "Kernel", "package io.github.spencerpark.ijava.runtime; public class Kernel {"
                + "public static fake.K getKernelInstance() { return new fake.K(); } }",
            "Display", "package io.github.spencerpark.ijava.runtime; public class Display {"
                + "public static " + p + ".DisplayData render(Object o) { return new " + p
                + ".DisplayData(o.toString()); } }");
      }
    },
    JJAVA {
      @Override
      Map<String, String> sources() {
        String p = "org.dflib.jjava.jupyter.kernel.display";
        return Map.of("DisplayData", BUNDLE.formatted(p),
            "Stream", "package fake; public class Stream {" + DISPLAY.formatted("updateDisplay", p, "update") + "}",
            "Io", "package fake; public class Io { public final Stream display = new Stream(); }",
            "BaseKernel", "package org.dflib.jjava.jupyter.kernel; public class BaseKernel {"
                + "public static BaseKernel notebookKernel() { return new BaseKernel(); }"
                + "public fake.Io getIO() { return new fake.Io(); }" + DISPLAY.formatted("display", p, "display") + "}",
            "BaseNotebookStatics", "package org.dflib.jjava.jupyter.kernel; public class BaseNotebookStatics {"
                + "public static " + p + ".DisplayData render(Object o) { return new " + p
                + ".DisplayData(o.toString()); } }");
      }
    },
    RAPAIO {
      @Override
      Map<String, String> sources() {
        String p = "org.rapaio.jupyter.kernel.display";
        return Map.of("DisplayData", BUNDLE.formatted(p),
            "K", "package fake; public class K {" + DISPLAY.formatted("display", p, "display")
                + DISPLAY.formatted("updateDisplay", p, "update") + "}",
            "MainApp", "package org.rapaio.jupyter.kernel; public class MainApp {"
                + "public static final fake.K kernel = new fake.K(); }");
      }
    };

    abstract Map<String, String> sources();
  }

  @ParameterizedTest
  @EnumSource(KernelKind.class)
  void showsAndUpdatesInEveryKernel(KernelKind kind, @TempDir Path folder) throws Exception {
    String shown = inside(kind, folder, () -> {
      String printed = Captured.output(() -> Show.html("<b>bold</b>"));
      assertEquals("", printed, "inside a kernel nothing is printed");
      Progress progress = Progress.of("work", 1);
      progress.step();
    });
    String[] lines = shown.split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[0].startsWith("display|<b>bold</b>|bold|"), lines[0]);
    assertTrue(lines[1].startsWith("display|") && lines[1].contains("|work: 0 of 1|"), lines[1]);
    assertTrue(lines[2].startsWith("update|") && lines[2].contains("|work: 1 of 1|"), lines[2]);
    assertEquals(id(lines[1]), id(lines[2]));
    assertFalse(id(lines[0]).equals(id(lines[1])));
  }

  @ParameterizedTest
  @EnumSource(KernelKind.class)
  void saysThatTheKernelRefused(KernelKind kind, @TempDir Path folder) throws Exception {
    inside(kind, folder, () -> {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> Show.html("refuse"));
      assertEquals("the Jupyter kernel did not accept the output: java.lang.IllegalArgumentException: too long",
          e.getMessage());
    });
  }

  private static String id(String line) {
    return line.substring(line.lastIndexOf('|') + 1);
  }

  /** Runs the action where the kernel's classes are seen by the context class loader only; returns what was shown. */
  private static String inside(KernelKind kind, Path folder, Runnable action) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList("-d", folder.resolve("classes").toString(), "-proc:none"));
    for (Map.Entry<String, String> source : kind.sources().entrySet()) {
      Path file = folder.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    System.clearProperty("shown");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      action.run();
      return System.getProperty("shown", "");
    } finally {
      thread.setContextClassLoader(before);
      System.clearProperty("shown");
    }
  }
}
