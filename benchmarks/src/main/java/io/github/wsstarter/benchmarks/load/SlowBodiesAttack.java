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
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;

/**
 * Sends the bodies of ordinary requests one byte at a time.
 *
 * @author The ws-starter authors
 */
final class SlowBodiesAttack implements Attack {

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final String REQUEST = """
			POST /publish HTTP/1.1\r
			Host: %s\r
			Content-Type: text/plain\r
			Content-Length: 1000\r
			\r
			""".formatted(Load.HOST);

	private final Load load;

	private final Attackers attackers;

	SlowBodiesAttack(Load load, Attackers attackers) {
		this.load = load;
		this.attackers = attackers;
	}

	@Override
	public void begin() {
		for (int i = 0; i < this.load.order("clients"); i++) {
			this.attackers.connect(0, (channel) -> new SlowBody());
		}
	}

	/**
	 * A request whose body does not end.
	 */
	private static final class SlowBody extends RawAttacker {

		SlowBody() {
			super(REQUEST);
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			super.channelActive(context);
			sendByte(context);
		}

		private void sendByte(ChannelHandlerContext context) {
			if (context.channel().isActive()) {
				send(context, "a");
				context.executor().schedule(() -> sendByte(context), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
			}
		}

	}

}
