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

package io.github.wsstarter.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The options of a run that measures growth.
 *
 * @param connections the numbers of connections
 * @param topics the numbers of topics
 * @param peers the servers
 * @param seconds the length of a measurement in seconds
 * @param warmup the time of load before it in seconds
 * @param report the file for the report
 * @param chart the file for the plots over connections, beside which the plots over
 * topics are written
 * @author The ws-starter authors
 */
record GrowthOptions(List<Integer> connections, List<Integer> topics, List<Peer> peers, int seconds, int warmup,
		Path report, Path chart) {

	private static final Set<String> NAMES = Set.of("connections", "topics", "peers", "seconds", "warmup", "report",
			"chart");

	static GrowthOptions parse(Path directory, String... args) {
		Arguments arguments = Arguments.parse(NAMES, args);
		List<Peer> peers = arguments.list("peers", "ws-starter").stream().map(Peer::of).toList();
		if (!peers.stream().allMatch(Peer::isStarter)) {
			throw new IllegalArgumentException("'--peers' must name servers of ws-starter");
		}
		return new GrowthOptions(arguments.numbers("connections", "100,1000,5000,10000,20000"),
				arguments.numbers("topics", "10,100,1000,10000"), peers, arguments.number("seconds", 10),
				arguments.number("warmup", 30), arguments.file("report", directory.resolve("growth.md")),
				arguments.file("chart", directory.resolve("growth.svg")));
	}

	/**
	 * Return the file for the plots over topics.
	 * @return the file beside that for the plots over connections
	 */
	Path topicsChart() {
		return this.chart
			.resolveSibling(String.valueOf(this.chart.getFileName()).replaceFirst("(\\.svg)?$", "-topics.svg"));
	}

}
