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

/**
 * What the clients of an attack do, on the single thread of their load generator.
 *
 * @author The ws-starter authors
 */
interface Attack {

	void begin();

	static Attack of(Load load, Attackers attackers) {
		String name = load.word("name");
		return switch (name) {
			case "attack-pending" -> new PendingAttack(load, attackers);
			case "attack-slow-bodies" -> new SlowBodiesAttack(load, attackers);
			case "attack-slow-readers" -> new SlowReadersAttack(load, attackers);
			case "attack-streams" -> new StreamsAttack(load, attackers);
			case "attack-incomplete" -> new IncompleteAttack(load, attackers);
			case "attack-failures" -> new FailuresAttack(load, attackers);
			case "attack-publishers" -> new PublishersAttack(load, attackers);
			default -> throw new IllegalArgumentException("'name' must not be '" + name + "'");
		};
	}

}
