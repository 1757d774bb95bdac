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
 * Opens streams of server-sent events and does not read them.
 *
 * @author The ws-starter authors
 */
final class StreamsAttack implements Attack {

	private static final String REQUEST = """
			GET /ws/events HTTP/1.1\r
			Host: %s\r
			Accept: text/event-stream\r
			\r
			""".formatted(Load.HOST);

	private final Load load;

	private final Attackers attackers;

	StreamsAttack(Load load, Attackers attackers) {
		this.load = load;
		this.attackers = attackers;
	}

	@Override
	public void begin() {
		for (int i = 0; i < this.load.order("clients"); i++) {
			this.attackers.connect(0, (channel) -> {
				channel.config().setAutoRead(false);
				return new RawAttacker(REQUEST);
			});
		}
	}

}
