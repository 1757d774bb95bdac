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

package io.github.wsstarter.benchmarks.server.starter;

import java.io.IOException;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.github.wsstarter.WsSessions;
import io.github.wsstarter.benchmarks.server.CloseLog;
import io.github.wsstarter.benchmarks.server.MeasuredServer;
import io.github.wsstarter.benchmarks.server.SessionCount;

/**
 * An application on ws-starter with its default settings.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@SpringBootApplication(proxyBeanMethods = false)
public class WsStarterServer {

	public static void main(String[] args) throws IOException {
		MeasuredServer.run(WsStarterServer.class, args);
	}

	@Bean
	CloseLog closes() {
		return new CloseLog();
	}

	@Bean
	SessionCount sessionCount(WsSessions sessions) {
		return sessions::count;
	}

}
