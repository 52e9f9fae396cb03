package org.rapaio.jupyter.kernel.channels;

import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.java.Cell;
import org.rapaio.jupyter.kernel.core.java.UnknownNames;
import org.rapaio.jupyter.kernel.core.java.io.JShellOutputStream;
import org.rapaio.jupyter.kernel.message.HMACDigest;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.messages.IOPubExecuteInput;
import org.rapaio.jupyter.kernel.message.messages.IOPubStatus;
import org.rapaio.jupyter.kernel.message.messages.IOPubStream;
import org.rapaio.org.zeromq.SocketType;
import org.rapaio.org.zeromq.ZMQ;

/**
 * Takes the place of the class of the same name in Rapaio Jupyter Kernel 3.0.1, where charts and text of an interrupted
 * cell appeared in later ones, and where an interrupt in the middle of a message closed this channel for good. Here a
 * thread that has to end gets no message through, and none is interrupted within one. Besides, this is where one can see
 * a cell begin and end. It goes with {@code RapaioExecutionControl}.
 */
public final class IOPubChannel extends AbstractChannel {

  /** The channel on which the kernel tells all front ends what happens. */
  public IOPubChannel(Channels channels, ZMQ.Context context, HMACDigest digest) {
    super(channels, "IOPubChannel", context, SocketType.PUB, digest);
  }

  @Override
  public void bind(ConnectionProperties connection) {
    socket.bind(connection.formatAddress(connection.iopubPort()));
  }

  @Override
  public void sendMessage(Message<?> message) {
    Object content = message.content();
    if (!(content instanceof IOPubStream)) {
      Cell.checkOutput();
      JShellOutputStream.sendAll();
    }
    if (content instanceof IOPubExecuteInput) {
      Cell.begin();
      UnknownNames.listen();
    }
    Cell.publish(() -> super.sendMessage(message));
    if (content == IOPubStatus.IDLE) {
      Cell.end();
    }
  }
}
