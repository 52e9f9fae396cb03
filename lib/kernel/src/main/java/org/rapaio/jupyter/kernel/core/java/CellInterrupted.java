package org.rapaio.jupyter.kernel.core.java;

/**
 * Ends the code of a cell that is interrupted. An {@link Error}, so that code which catches every {@code Exception} ends
 * too.
 */
public final class CellInterrupted extends Error {

  private static final long serialVersionUID = 1;

  CellInterrupted() {
    super("the cell was interrupted");
  }
}
