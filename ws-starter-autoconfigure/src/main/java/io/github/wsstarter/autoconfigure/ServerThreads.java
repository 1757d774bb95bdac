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

package io.github.wsstarter.autoconfigure;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;

/**
 * How many threads the web server uses to serve requests.
 *
 * @param max the maximum number, or {@link Integer#MAX_VALUE} if the threads are virtual
 * @author The ws-starter authors
 */
record ServerThreads(int max) {

	/**
	 * The default of both web servers.
	 */
	private static final int DEFAULT = 200;

	static ServerThreads of(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new ServerThreads(Integer.MAX_VALUE);
		}
		int jetty = property(environment, "server.jetty.threads.max", DEFAULT);
		return new ServerThreads(property(environment, "server.tomcat.threads.max", jetty));
	}

	private static int property(Environment environment, String name, int defaultValue) {
		// Spring Boot ignores a value that is not positive
		int max = environment.getProperty(name, Integer.class, defaultValue);
		return (max > 0) ? max : defaultValue;
	}

}
