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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of extensions that a server has to decline.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class DeclinedExtensionWireTests extends AbstractEngineTests {

	DeclinedExtensionWireTests() {
		super(List.of(EchoEndpoint.class), "ws.compression.enabled=true");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "x-unknown", "permessage-deflate; unknown", "permessage-deflate; server_max_window_bits=16",
					"permessage-deflate; server_max_window_bits=7", "permessage-deflate; client_max_window_bits=16",
					"permessage-deflate; server_max_window_bits=x", "permessage-deflate; client_max_window_bits=x",
					"permessage-deflate; server_max_window_bits", "permessage-deflate; server_no_context_takeover=1",
					"permessage-deflate; server_no_context_takeover; server_no_context_takeover",
					"permessage-deflate; client_max_window_bits; client_max_window_bits=10",
					"permessage-deflate; unknown, permessage-deflate; server_max_window_bits=16",
					"fragment; maxLength=-1", "fragment;maxLength=4", "identity", "validation", ", ,", "" })
	void offerIsDeclinedSilently(String offer, CapturedOutput output) throws IOException {
		try (RawClient client = RawClient.connect(this.server.port())) {
			HttpRequest request = this.server.upgrade("/ws/echo").header("Sec-WebSocket-Extensions", offer);
			HttpResponse response = client.open(request);
			assertThat(response.status()).isEqualTo(101);
			assertThat(response.header("Sec-WebSocket-Extensions")).isNull();
			assertThat(client.ask("hello")).isEqualTo("hello");
			client.closeNormally();
		}
		assertThat(output.getAll()).doesNotContain(" WARN ", "ERROR", "Exception");
	}

}
