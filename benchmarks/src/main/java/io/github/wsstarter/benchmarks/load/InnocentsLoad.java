/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsstarter.benchmarks.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Sends messages at a fixed rate on a few connections, and a plain request every second,
 * while other clients attack the server. Latency counts from the moment of sending: no
 * message waits for the answer to another one, and the load generator has nothing else to
 * do.
 *
 * @author The ws-starter authors
 */
final class InnocentsLoad implements Scenario {

	private static final Duration REQUEST_INTERVAL = Duration.ofSeconds(1);

	private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(100);

	private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

	/**
	 * How much faster messages are sent at first, so that the server has compiled most of
	 * the code before it is measured.
	 */
	private static final int WARM_UP_FACTOR = 20;

	private static final double TOLERANCE = 2;

	private final Map<String, InnocentWindow> windows = new LinkedHashMap<>();

	private final Load load;

	private final EchoClients clients;

	private InnocentWindow window = new InnocentWindow();

	private long interval;

	private long nextDue;

	InnocentsLoad(Load load) {
		this.load = load;
		this.clients = new EchoClients(load, load.order("connections"), this::warmUp);
		this.interval = Duration.ofSeconds(1).toNanos() / load.order("rate") / WARM_UP_FACTOR;
	}

	@Override
	public void start() {
		this.clients.connect();
	}

	private void warmUp() {
		this.nextDue = System.nanoTime();
		echo();
		request();
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), () -> {
			this.interval *= WARM_UP_FACTOR;
			this.load.say(ControlLine.of("warm"));
		});
	}

	private void echo() {
		while (this.nextDue <= System.nanoTime()) {
			this.clients.send(this.window.echoes());
			this.nextDue += this.interval;
		}
		this.load.schedule(Duration.ofNanos(Math.max(0, this.nextDue - System.nanoTime())), this::echo);
	}

	private void request() {
		Calls.Call call = this.window.requests().begin();
		this.load.open(0, (channel) -> new PlainRequest(this.load.word("request"), call));
		this.load.schedule(REQUEST_INTERVAL, this::request);
	}

	/**
	 * Begin a window, or report what was measured.
	 * @param what the name of the window, or {@code report}
	 */
	@Override
	public void told(String what) {
		this.window = new InnocentWindow();
		if (what.equals("report")) {
			report(System.nanoTime() + LAST_ANSWERS.toNanos());
			return;
		}
		this.windows.put(what, this.window);
		this.load.schedule(Duration.ofSeconds(this.load.order("seconds")),
				() -> this.load.say(ControlLine.of("measured")));
	}

	private void report(long deadline) {
		if (System.nanoTime() < deadline && !this.windows.values().stream().allMatch(InnocentWindow::isComplete)) {
			this.load.schedule(PROGRESS_INTERVAL, () -> report(deadline));
			return;
		}
		Map<String, String> fields = new LinkedHashMap<>();
		this.windows.forEach((name, measured) -> measured.report(name, fields));
		fields.put("lost", Integer.toString(this.clients.lost()));
		fields.put("settled", Double.toString(settledAfter()));
		this.load.say(new ControlLine("result", fields));
	}

	/**
	 * Return how long the latency stayed above normal in the last window. Twice the
	 * latency of the first window is normal, because the 99th percentile of a few hundred
	 * messages varies by itself.
	 * @return the time in seconds
	 */
	private double settledAfter() {
		List<InnocentWindow> measured = List.copyOf(this.windows.values());
		double normal = Math.max(measured.get(0).p99(), this.load.order("floor"));
		return measured.get(measured.size() - 1).echoes().settledAfter(TOLERANCE * normal);
	}

}
