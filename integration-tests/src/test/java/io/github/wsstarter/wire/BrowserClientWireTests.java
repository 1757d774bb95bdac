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

package io.github.wsstarter.wire;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.wire.support.AbstractContainerTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the modules of the browser client, as the server delivers them.
 *
 * @author The ws-starter authors
 */
@ParameterizedClass
@EnumSource(names = { "TOMCAT", "JETTY" })
class BrowserClientWireTests extends AbstractContainerTests {

	BrowserClientWireTests() {
		super(List.of(EchoEndpoint.class), "spring.mvc.static-path-pattern=/static/**");
	}

	@Test
	void moduleIsRevalidatedAndSentOnlyIfItChanged() throws IOException {
		HttpRequest request = HttpRequest.plain("/ws-starter/ws-client.js").header("Host", "localhost");
		HttpResponse response = this.server.request(request);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).startsWith("text/javascript");
		assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
		String etag = Objects.requireNonNull(response.header("ETag"));
		assertThat(this.server.request(request.header("If-None-Match", etag)).status()).isEqualTo(304);
		assertThat(this.server.request(request.replace("If-None-Match", "\"another\"")).status()).isEqualTo(200);
	}

}
