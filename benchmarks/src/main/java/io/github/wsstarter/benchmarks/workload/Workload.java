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

import java.util.List;
import java.util.Map;

/**
 * A workload that is measured on a server.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Workload {

	/**
	 * Return the name of this workload.
	 * @return the name
	 */
	String name();

	/**
	 * Return a description of this workload.
	 * @return one line of text
	 */
	String description();

	/**
	 * Return the arguments of all servers, in addition to those of the individual server.
	 * @return the arguments
	 */
	default List<String> serverArguments() {
		return List.of();
	}

	/**
	 * Return the size of the heap of the server.
	 * @return the size, as a value of the option of the JVM
	 */
	default String heap() {
		return "1g";
	}

	/**
	 * Return the number of load generators, each a process of its own.
	 * @return the number of load generators
	 */
	default int loadGenerators() {
		return 1;
	}

	/**
	 * Return whether a server can be measured several times, and is idle in the pauses
	 * between. Several servers can then run together and take turns, so that a slow phase
	 * of the machine slows all of them.
	 * @return whether a server takes turns with others
	 */
	default boolean isRepeatable() {
		return false;
	}

	/**
	 * Prepare a server that has just been started.
	 * @param trial the server and load generators without orders
	 * @throws InterruptedException if the thread is interrupted
	 */
	default void warmUp(Trial trial) throws InterruptedException {
	}

	/**
	 * Measure a server that is warm.
	 * @param trial the server and its load generators
	 * @return the figures
	 * @throws InterruptedException if the thread is interrupted
	 */
	Map<Metric, Double> measure(Trial trial) throws InterruptedException;

}
