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

package io.github.wsstarter.benchmarks.workload;

/**
 * A figure that a workload yields.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public enum Metric {

	/**
	 * Messages, deliveries or cycles per second.
	 */
	RATE("per second", true),

	/**
	 * Median latency.
	 */
	P50("p50, ms", true),

	/**
	 * 99th percentile of the latency.
	 */
	P99("p99, ms", true),

	/**
	 * Processor time of the server for each message, delivery or cycle.
	 */
	CPU("server CPU each, µs", true),

	/**
	 * Bytes that arrived at the load generator for each delivery.
	 */
	WIRE("bytes on the wire each", true),

	/**
	 * The share of processor time that the server used.
	 */
	SERVER("server CPU, %", false),

	/**
	 * The share of processor time that the thread of the load generator used. If it is
	 * near 100, the load generator is the bottleneck.
	 */
	LOAD("load generator CPU, %", false),

	/**
	 * Heap used for each connection after a full collection.
	 */
	HEAP("heap per connection, KiB", true),

	/**
	 * Resident memory for each connection.
	 */
	RESIDENT("RSS per connection, KiB", true),

	/**
	 * Median latency while clients are stalled.
	 */
	STALLED_P50("p50 with stalled clients, ms", true),

	/**
	 * 99th percentile of the latency while clients are stalled.
	 */
	STALLED_P99("p99 with stalled clients, ms", true),

	/**
	 * The effect of the stall on the 99th percentile.
	 */
	STALLED_CHANGE("p99 with stalled clients / p99 without", false),

	/**
	 * Messages that did not reach a healthy client.
	 */
	UNDELIVERED("undelivered to healthy clients", false),

	/**
	 * The time at which the server ended the first stalled session, or 0 if it did not.
	 */
	CLOSED_AFTER("first stalled session closed after, s", false),

	/**
	 * The close code that the application received for the first stalled session, or 0.
	 */
	CLOSE_CODE("close code of the first stalled session", false),

	/**
	 * Requests per second before streams were opened.
	 */
	ALONE_RATE("per second without streams", true),

	/**
	 * 99th percentile of the latency before streams were opened.
	 */
	ALONE_P99("p99 without streams, ms", true),

	/**
	 * The effect of the streams on the number of requests.
	 */
	STREAMS_CHANGE("per second with streams / without", false),

	/**
	 * Streams that did not receive the message that was published to all.
	 */
	UNREACHED("streams not reached", false),

	/**
	 * Longest latency.
	 */
	MAX("max, ms", true),

	/**
	 * Median latency during an attack.
	 */
	ATTACK_P50("p50 during the attack, ms", true),

	/**
	 * 99th percentile of the latency during an attack.
	 */
	ATTACK_P99("p99 during the attack, ms", true),

	/**
	 * Longest latency during an attack.
	 */
	ATTACK_MAX("max during the attack, ms", true),

	/**
	 * The effect of an attack on the 99th percentile. A very small latency without the
	 * attack counts as {@value AttackWorkload#FLOOR} ms.
	 */
	ATTACK_CHANGE("p99 during the attack / p99 without", false),

	/**
	 * Longest duration of a plain request during an attack.
	 */
	ATTACK_REQUEST("slowest GET during the attack, ms", true),

	/**
	 * The number of sessions when an attack ends, those of the innocent clients included.
	 */
	ATTACK_SESSIONS("sessions at the end of the attack", false),

	/**
	 * What the server logged during an attack.
	 */
	ATTACK_LOG("log during the attack, KiB", false),

	/**
	 * Median latency after an attack.
	 */
	AFTER_P50("p50 after the attack, ms", true),

	/**
	 * 99th percentile of the latency after an attack.
	 */
	AFTER_P99("p99 after the attack, ms", true),

	/**
	 * Longest latency after an attack.
	 */
	AFTER_MAX("max after the attack, ms", true),

	/**
	 * The time after an attack at which the latency is as before and the server has no
	 * session of the attack.
	 */
	RECOVERY("recovered after, s", false),

	/**
	 * Innocent clients whose session the server ended.
	 */
	LOST("innocent clients lost", false);

	private final String label;

	private final boolean compared;

	Metric(String label, boolean compared) {
		this.label = label;
		this.compared = compared;
	}

	/**
	 * Return the label of this metric in the report, with its unit.
	 * @return the label with its unit
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return whether the ratio between two servers is meaningful.
	 * @return whether to compare
	 */
	public boolean isCompared() {
		return this.compared;
	}

}
