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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Runs the scenario that it reads from standard input, and reports the outcome. Ends when
 * standard input ends.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class LoadGenerator {

	private LoadGenerator() {
	}

	public static void main(String[] args) throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		ControlLine order = ControlLine.parse(input.readLine()).orElseThrow();
		Load load = new Load(order);
		Scenario scenario = scenario(order.name(), load);
		load.execute(scenario::start);
		String line = input.readLine();
		while (line != null) {
			String what = ControlLine.parse(line).orElseThrow().name();
			load.execute(() -> scenario.told(what));
			line = input.readLine();
		}
		Runtime.getRuntime().halt(0);
	}

	private static Scenario scenario(String name, Load load) {
		return switch (name) {
			case "echo" -> new EchoLoad(load);
			case "idle" -> new IdleLoad(load);
			case "idle-both" -> new IdleBothLoad(load);
			case "fanout" -> new FanOutLoad(load);
			case "sse-fanout" -> new EventFanOutLoad(load);
			case "growth" -> new GrowthLoad(load);
			case "stalled" -> new StalledLoad(load);
			case "streams" -> new StreamsLoad(load);
			case "churn" -> new ChurnLoad(load);
			case "innocents" -> new InnocentsLoad(load);
			case "attack" -> new AttackLoad(load);
			default -> throw new IllegalArgumentException("'name' must not be '" + name + "'");
		};
	}

}
