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

package io.github.wsstarter.servlet;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

/**
 * The URI of a request and the parameters in its query.
 *
 * @param uri the URI, including its query
 * @param queryParameters the read-only, decoded parameters
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record RequestUri(URI uri, MultiValueMap<String, String> queryParameters) {

	/**
	 * Read the URI of a request.
	 * @param request the request
	 * @return the URI, or {@code null} if it is malformed: if it is not a URI, or its
	 * query has a broken escape sequence or is not encoded in UTF-8
	 */
	public static @Nullable RequestUri of(HttpServletRequest request) {
		String query = request.getQueryString();
		String url = request.getRequestURL().toString();
		try {
			return new RequestUri(new URI((query != null) ? url + "?" + query : url), parameters(query));
		}
		catch (URISyntaxException | CharacterCodingException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static MultiValueMap<String, String> parameters(@Nullable String query) throws CharacterCodingException {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		for (String parameter : StringUtils.tokenizeToStringArray(query, "&")) {
			int equals = parameter.indexOf('=');
			String name = (equals != -1) ? parameter.substring(0, equals) : parameter;
			String value = (equals != -1) ? parameter.substring(equals + 1) : "";
			parameters.add(decode(name), decode(value));
		}
		return CollectionUtils.unmodifiableMultiValueMap(parameters);
	}

	private static String decode(String encoded) throws CharacterCodingException {
		byte[] bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

}
