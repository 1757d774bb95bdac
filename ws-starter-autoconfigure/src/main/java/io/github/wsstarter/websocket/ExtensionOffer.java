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

package io.github.wsstarter.websocket;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An extension that a client offers in its handshake.
 *
 * @param name the name
 * @param parameters the parameters in their order, with duplicates
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-9.1">RFC 6455, section
 * 9.1</a>
 */
public record ExtensionOffer(String name, List<Parameter> parameters) {

	/**
	 * A token of RFC 9110, section 5.6.2.
	 */
	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern PARAMETER = Pattern.compile("(%1$s)(?:=(\"?)(%1$s)\\2)?".formatted(TOKEN));

	/**
	 * Parse the values of all {@code Sec-WebSocket-Extensions} headers of a request. The
	 * value of a parameter is a token or a token between quotes, so that no value
	 * contains a comma or a semicolon. Empty elements of a list are skipped (RFC 9110,
	 * section 5.6.1.2).
	 * @param values the values
	 * @return the offers, the preferred first
	 * @throws IllegalArgumentException if a value is malformed
	 */
	public static List<ExtensionOffer> parse(List<String> values) {
		return values.stream()
			.flatMap((value) -> Stream.of(value.split(",")))
			.filter((element) -> !element.isBlank())
			.map(ExtensionOffer::parse)
			.toList();
	}

	private static ExtensionOffer parse(String offer) {
		String[] parts = offer.split(";", -1);
		String name = parts[0].strip();
		Assert.isTrue(isToken(name), "The name of an extension is not a token");
		return new ExtensionOffer(name, Stream.of(parts).skip(1).map(Parameter::parse).toList());
	}

	static boolean isToken(String text) {
		return TOKEN.matcher(text).matches();
	}

	/**
	 * A parameter of an extension.
	 *
	 * @param name the name
	 * @param value the value without quotes, if there is one
	 */
	public record Parameter(String name, @Nullable String value) {

		private static Parameter parse(String parameter) {
			Matcher matcher = PARAMETER.matcher(parameter.strip());
			Assert.isTrue(matcher.matches(), "A parameter of an extension is malformed");
			return new Parameter(matcher.group(1), matcher.group(3));
		}

	}

}
