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

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Begins and ends an attack when it is told to, and begins a new one when it is told to
 * again.
 *
 * @author The ws-starter authors
 */
final class AttackLoad implements Scenario {

	private final Load load;

	private Attackers attackers;

	AttackLoad(Load load) {
		this.load = load;
		this.attackers = new Attackers(load);
	}

	@Override
	public void start() {
		this.load.say(ControlLine.of("prepared"));
	}

	@Override
	public void told(String what) {
		switch (what) {
			case "begin" -> {
				this.attackers = new Attackers(this.load);
				Attack.of(this.load, this.attackers).begin();
				this.attackers.whenConnected(() -> this.load.say(ControlLine.of("begun")));
			}
			case "end" -> this.attackers.leave(() -> this.load.say(ControlLine.of("ended")));
			default -> throw new IllegalArgumentException("'what' must not be '" + what + "'");
		}
	}

}
