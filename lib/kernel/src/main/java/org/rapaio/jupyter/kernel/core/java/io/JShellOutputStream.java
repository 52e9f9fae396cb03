package org.rapaio.jupyter.kernel.core.java.io;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.java.Cell;

/**
 * Takes the place of the class of the same name in Rapaio Jupyter Kernel 3.0.1, and cures these faults:
 *
 * <ul>
 *   <li>Output of a cell that was interrupted appeared in later cells. Here the code that prints it ends.
 *   <li>Text of several threads was lost or doubled, as {@code flush} did not lock.
 *   <li>Each line was a message of its own: 10,000 lines took seven seconds. Here what is printed is collected and sent
 *       every few milliseconds, and before all else that the kernel says.
 *   <li>A program that writes to both streams by turns sent more messages than a queue holds, and the word that the
 *       cell has ended could be lost with them. Here it waits.
 *   <li>A letter that takes several bytes was broken if it stood across two pieces.
 * </ul>
 *
 * <p>Drop this class when a release of the kernel does so.
 */
public class JShellOutputStream extends OutputStream {

  /** So much in such a time is just less than Jupyter's limit of a million bytes a second, past which it shows none. */
  private static final int MOST_BYTES = 16 * 1024;
  /** What a turn from one stream to the other costs of that: it is a message, and a thousand a second are the limit. */
  private static final int TURN_BYTES = 900;
  private static final long PERIOD_MILLIS = 25;

  /** Guards the text of both streams. */
  private static final Object LOCK = new Object();

  private static final ScheduledExecutorService SENDER =
      Executors.newSingleThreadScheduledExecutor(body -> Cell.kernelThread("output", body));

  /** The stream with text that is not yet sent; never both, which keeps their order. */
  private static JShellOutputStream printed;
  /** How much of {@link #MOST_BYTES} this period has used. */
  private static int used;
  private static boolean scheduled;

  private final boolean err;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private Channels channels;

  /**
   * The stream behind {@code System.out} or {@code System.err}.
   *
   * @param err which of them
   */
  public JShellOutputStream(boolean err) {
    this.err = err;
  }

  /** From now on there is somebody to send to. */
  public void bindChannels(Channels channels) {
    synchronized (LOCK) {
      this.channels = channels;
    }
  }

  /** Sends what is left; what comes after is dropped. */
  public void unbindChannels() {
    synchronized (LOCK) {
      sendAll();
      channels = null;
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    Cell.checkOutput();
    synchronized (LOCK) {
      awaitRoom();
      if (channels == null) {
        return;
      }
      schedule();
      if (printed != this) {
        sendAll();
        printed = this;
        used += TURN_BYTES;
      }
      text.write(bytes, from, length);
      used += length;
    }
  }

  private static void awaitRoom() {
    boolean interrupted = false;
    try {
      while (used >= MOST_BYTES) {
        schedule();
        try {
          LOCK.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
        Cell.checkOutput();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void schedule() {
    if (!scheduled) {
      SENDER.schedule(JShellOutputStream::sendInTime, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      scheduled = true;
    }
  }

  private static void sendInTime() {
    synchronized (LOCK) {
      scheduled = false;
      used = 0;
      try {
        if (printed != null) {
          printed.send(wholeLetters(printed.text.toByteArray()));
        }
      } finally {
        LOCK.notifyAll();
      }
    }
  }

  /** Sends what is printed and not yet sent. */
  public static void sendAll() {
    synchronized (LOCK) {
      if (printed != null) {
        printed.send(printed.text.size());
      }
    }
  }

  private void send(int length) {
    byte[] bytes = text.toByteArray();
    if (length > 0) {
      text.reset();
      text.write(bytes, length, bytes.length - length);
      String message = new String(bytes, 0, length, StandardCharsets.UTF_8);
      if (err) {
        channels.writeToStdErr(message);
      } else {
        channels.writeToStdOut(message);
      }
    }
  }

  /** The number of bytes up to the end of the last letter that is complete, in UTF-8. */
  private static int wholeLetters(byte[] bytes) {
    int start = bytes.length - 1;
    while (start > 0 && start > bytes.length - 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    if (start < 0) {
      return 0;
    }
    int lead = bytes[start] & 0xFF;
    int letter = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return start + letter > bytes.length ? start : bytes.length;
  }

  /** Does nothing: a print stream calls this after each line. */
  @Override
  public void flush() {}
}
