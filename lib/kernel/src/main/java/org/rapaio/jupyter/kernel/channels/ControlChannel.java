package org.rapaio.jupyter.kernel.channels;

import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.java.Cell;
import org.rapaio.jupyter.kernel.message.ContentType;
import org.rapaio.jupyter.kernel.message.HMACDigest;
import org.rapaio.jupyter.kernel.message.Message;
import org.rapaio.jupyter.kernel.message.messages.ControlInterruptReply;
import org.rapaio.jupyter.kernel.message.messages.ControlInterruptRequest;
import org.rapaio.jupyter.kernel.message.messages.ControlShutdownReply;
import org.rapaio.jupyter.kernel.message.messages.ControlShutdownRequest;
import org.rapaio.org.zeromq.SocketType;
import org.rapaio.org.zeromq.ZMQ;

/**
 * Takes the place of the class of the same name in Rapaio Jupyter Kernel 3.0.1. There, a request on this channel
 * overwrote the id of the request that the shell channel was answering, and ran what was to be done after it: the
 * interrupted cell never got its reply, and the interrupt was answered on the wrong channel. A kernel that was asked to
 * shut down waited for the running cell. And one of whose ports another program had taken since Jupyter chose them lived
 * on and answered nobody.
 *
 * <p>Here this channel answers its requests itself and leaves the other's alone, and a kernel without all its ports ends,
 * so that Jupyter can start another. Drop this class when a release of the kernel does so.
 */
public final class ControlChannel extends AbstractChannel {

  private static final long LOOP_SLEEP_MILLIS = 10;

  /** For the reply to get out, on a busy machine too. */
  private static final long SEND_MILLIS = 200;

  /** For whatever is to be done at the end of the JVM. */
  private static final long EXIT_MILLIS = 2_000;

  private LoopThread loop;

  /** The channel on which a front end interrupts and ends the kernel. */
  public ControlChannel(Channels channels, ZMQ.Context context, HMACDigest digest) {
    super(channels, "ControlChannel", context, SocketType.ROUTER, digest);
    Thread.currentThread().setUncaughtExceptionHandler((starter, failure) -> {
      failure.printStackTrace();
      System.err.println("The kernel could not start: " + failure);
      Runtime.getRuntime().halt(1);
    });
  }

  @Override
  public void bind(ConnectionProperties connection) {
    socket.bind(connection.formatAddress(connection.controlPort()));
    ZMQ.Poller poller = ctx.poller(1);
    poller.register(socket, ZMQ.Poller.POLLIN);
    loop = new LoopThread("Control", LOOP_SLEEP_MILLIS, () -> {
      if (poller.poll(0) > 0) {
        answer(readMessage());
      }
    });
    loop.start();
  }

  private void answer(Message<?> request) {
    if (request.content() instanceof ControlInterruptRequest) {
      Cell.interruptRunning();
      reply(request, new ControlInterruptReply());
    } else if (request.content() instanceof ControlShutdownRequest shutdown) {
      reply(request, shutdown.restart() ? ControlShutdownReply.SHUTDOWN_AND_RESTART : ControlShutdownReply.SHUTDOWN);
      exit();
    }
  }

  private <T extends ContentType<T>> void reply(Message<?> request, T reply) {
    sendMessage(new Message<>(request.getId(), reply.type(), reply));
  }

  private static void exit() {
    Thread exit = new Thread(() -> System.exit(0), "exit");
    try {
      Thread.sleep(SEND_MILLIS);
      exit.start();
      exit.join(EXIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void close() {
    loop.shutdown();
    super.close();
  }

  @Override
  public void joinUntilClose() {
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
