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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The elements of a header that is a comma-separated list, over all lines of it.
 *
 * @param elements the elements, without those that are empty
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1">RFC 9110, section
 * 5.6.1</a>
 */
public record HeaderTokens(List<String> elements) {

	/**
	 * Read a header.
	 * @param request the request
	 * @param header the header's name
	 * @return the elements
	 */
	public static HeaderTokens of(HttpServletRequest request, String header) {
		List<String> elements = new ArrayList<>();
		for (String line : Collections.list(request.getHeaders(header))) {
			for (String element : line.split(",")) {
				if (!element.isBlank()) {
					elements.add(element.strip());
				}
			}
		}
		return new HeaderTokens(List.copyOf(elements));
	}

	/**
	 * Return whether an element is there, in whatever case.
	 * @param token the element
	 * @return whether it is there
	 */
	public boolean contains(String token) {
		return this.elements.stream().anyMatch(token::equalsIgnoreCase);
	}

}
