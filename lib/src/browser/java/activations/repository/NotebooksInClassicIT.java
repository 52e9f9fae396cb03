package activations.repository;

/** Each notebook in the classic Notebook. */
class NotebooksInClassicIT extends NotebooksInBrowser<ClassicNotebook> {

  NotebooksInClassicIT() {
    super(new ClassicNotebook(), "classic");
  }
}
