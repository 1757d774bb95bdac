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
 * Keeps a number of publishes in flight, each of which goes to all connections.
 *
 * @author The ws-starter authors
 */
final class FanOutLoad implements Scenario, Audience.Receiver {

	private final Load load;

	private final Audience audience;

	private final Deliveries deliveries;

	FanOutLoad(Load load) {
		this.load = load;
		this.audience = new Audience(load, this);
		this.deliveries = new Deliveries(load, this::publish);
	}

	@Override
	public void start() {
		this.audience.connect((index) -> 0);
	}

	@Override
	public void ready() {
		this.deliveries.start(this.audience.published());
	}

	private boolean publish() {
		this.deliveries.published(this.audience.publish(this.load.order("size")), this.audience.size());
		return true;
	}

	@Override
	public void delivered(ClientConnection connection, int number) {
		this.deliveries.delivered(number, this.load.now());
	}

	@Override
	public void told(String what) {
		this.deliveries.measure();
	}

}
