package com.acme.odd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Operates fifty times for each line on stdin, until one says {@code exit}. */
public class OnDemand {
  private OnDemand() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("exit")) {
        System.out.println("exit ");
        System.exit(0);
      }
      new Job().run();
      new Job().run();
      System.out.println(line + " " + Job.done());
    }
  }
}
