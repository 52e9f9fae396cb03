package org.rapaio.jupyter.kernel.core.java;

import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.rapaio.jupyter.kernel.MainApp;

/**
 * Tells it where a cell defines something that cannot run, for a name in it is not known. JShell takes such a definition
 * and waits for the name; the kernel says nothing, and whoever has misspelt it learns so only from the exception of a
 * later call, which does not name it. Not a class of Rapaio Jupyter Kernel. Drop it when a release of the kernel tells.
 */
public final class UnknownNames {

  private static boolean isListening;

  private UnknownNames() {}

  /** From now on, in all cells. */
  public static synchronized void listen() {
    if (!isListening) {
      JShell shell = MainApp.kernel.javaEngine().getShell();
      shell.onSnippetEvent(event -> tell(shell, event));
      isListening = true;
    }
  }

  private static void tell(JShell shell, SnippetEvent event) {
    boolean waits = event.status() == Snippet.Status.RECOVERABLE_DEFINED
        || event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED;
    if (waits && event.causeSnippet() == null && event.snippet() instanceof DeclarationSnippet declaration) {
      String unknown = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
      if (!unknown.isEmpty()) {
        System.err.println("Java does not know this name in " + declaration.name() + ": " + unknown
            + ". Is it misspelt, or is the cell that defines it still to be run? Until then "
            + declaration.name() + " cannot be used.");
      }
    }
  }
}
