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

package io.github.wsstarter.websocket.deflate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PerMessageDeflate#negotiate}.
 *
 * @author The ws-starter authors
 */
class NegotiationTests {

	private final PerMessageDeflate deflate = new PerMessageDeflate(0, 0);

	@AfterEach
	void close() {
		this.deflate.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			permessage-deflate                                        |
			  permessage-deflate\t                                    |
			permessage-deflate; client_max_window_bits                |
			permessage-deflate;client_max_window_bits=8               |
			permessage-deflate; client_max_window_bits=15             |
			permessage-deflate ; client_max_window_bits="10"          |
			permessage-deflate; server_no_context_takeover            |
			permessage-deflate; client_no_context_takeover            | client_no_context_takeover
			permessage-deflate; server_max_window_bits=8              | server_max_window_bits=8
			permessage-deflate; server_max_window_bits="14"           | server_max_window_bits=14
			permessage-deflate; server_max_window_bits=15             | server_max_window_bits=15
			permessage-deflate; server_max_window_bits=9; client_no_context_takeover; client_max_window_bits \
			| client_no_context_takeover; server_max_window_bits=9
			permessage-deflate; client_no_context_takeover; client_max_window_bits=9; server_no_context_takeover \
			| client_no_context_takeover
			x-other; a=b; c, permessage-deflate                       |
			permessage-deflate; server_max_window_bits=10, permessage-deflate  | server_max_window_bits=10
			permessage-deflate, permessage-deflate; server_max_window_bits=10  |
			permessage-deflate; server_max_window_bits=16, permessage-deflate  |
			permessage-deflate; unknown, permessage-deflate; client_max_window_bits |
			, ,permessage-deflate,                                    |
			x-other,, ,permessage-deflate                             |
			""")
	void offerIsAccepted(String header, @Nullable String further) {
		assertThat(negotiate(header))
			.isEqualTo("permessage-deflate; server_no_context_takeover" + ((further != null) ? "; " + further : ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			permessage-deflate                                              | permessage-deflate
			permessage-deflate; server_max_window_bits=15   | permessage-deflate; server_max_window_bits=15
			permessage-deflate; server_no_context_takeover  | permessage-deflate; server_no_context_takeover
			permessage-deflate; client_no_context_takeover  | permessage-deflate; client_no_context_takeover
			permessage-deflate; server_max_window_bits=10 \
			| permessage-deflate; server_no_context_takeover; server_max_window_bits=10
			""")
	void serverThatRemembersMessagesSaysSo(String header, String expected) {
		try (PerMessageDeflate remembering = new PerMessageDeflate(0, 4096)) {
			assertThat(Inflating.connect(remembering, header).response()).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "permessage-deflate; server_max_window_bits",
			"permessage-deflate; server_max_window_bits=7", "permessage-deflate; server_max_window_bits=16",
			"permessage-deflate; server_max_window_bits=015", "permessage-deflate; server_max_window_bits=x",
			"permessage-deflate; client_max_window_bits=7", "permessage-deflate; client_max_window_bits=16",
			"permessage-deflate; client_max_window_bits=08", "permessage-deflate; client_max_window_bits=+9",
			"permessage-deflate; client_max_window_bits=99999999999",
			"permessage-deflate; server_no_context_takeover=1", "permessage-deflate; client_no_context_takeover=true",
			"permessage-deflate; unknown", "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
			"permessage-deflate; server_no_context_takeover; server_no_context_takeover",
			"permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
			"permessage-deflate; Client_Max_Window_Bits", "x-webkit-deflate-frame", "permessage-bzip2; a=\"b\"",
			"x-other; server_max_window_bits=10" })
	void offerIsDeclined(String header) {
		assertThat(negotiate(header)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "permessage-deflate;", "; permessage-deflate", "permessage-deflate; =",
			"permessage-deflate; client_max_window_bits=", "permessage-deflate; client_max_window_bits=\"\"",
			"permessage-deflate; client_max_window_bits=\"10", "permessage-deflate; client_max_window_bits=\"10\\",
			"permessage-deflate; client_max_window_bits=\"1 0\"", "permessage-deflate; client_max_window_bits=\"10\"1",
			"permessage-deflate; client_max_window_bits = \"10\"",
			"permessage-deflate; client_max_window_bits=\"1\\0\"", "permessage-deflate, bad name",
			"permessage-deflate, (x)", "permessage-deflate, x; a=b=c", "permessage-deflate, \u00e4",
			"permessage-deflate\u0000", "\"permessage-deflate\"" })
	void malformedHeaderIsIgnored(String header) {
		assertThat(negotiate(header)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			x-other                                      | permessage-deflate                            | true
			permessage-deflate; server_max_window_bits=7 | permessage-deflate                            | true
			permessage-deflate                           | permessage-deflate; server_max_window_bits=7  | true
			permessage-deflate; unknown                  | x-other                                       | false
			permessage-deflate                           | ;                                             | false
			""")
	void headersAreTakenTogether(String first, String second, boolean accepted) {
		assertThat(negotiate(first, second))
			.isEqualTo(accepted ? "permessage-deflate; server_no_context_takeover" : null);
	}

	@Test
	void nothingIsNegotiatedWithoutAnOffer() {
		assertThat(negotiate()).isNull();
		assertThat(negotiate("")).isNull();
		assertThat(negotiate(" , ,")).isNull();
	}

	private @Nullable String negotiate(String... headers) {
		DeflateConnection connection = this.deflate.negotiate(List.of(headers));
		return (connection != null) ? connection.response() : null;
	}

}
