package org.rapaio.jupyter.kernel.channels;

/** Placeholder for the start-up cure. */
public final class LoopThread extends Thread {}
