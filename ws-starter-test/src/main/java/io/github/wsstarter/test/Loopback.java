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

package io.github.wsstarter.test;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.springframework.util.Assert;

/**
 * The loopback interface, on which clients and servers of tests meet.
 *
 * @author The ws-starter authors
 */
final class Loopback {

	private static final int MAX_PORT = 65535;

	private Loopback() {
	}

	static InetSocketAddress address(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), requirePort(port));
	}

	static int requirePort(int port) {
		Assert.isTrue(port > 0 && port <= MAX_PORT, () -> "Port must be between 1 and 65535, not " + port);
		return port;
	}

}
