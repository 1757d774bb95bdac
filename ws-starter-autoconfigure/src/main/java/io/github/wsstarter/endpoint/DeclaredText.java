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

package io.github.wsstarter.endpoint;

import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * Reads the text of annotations, which may have placeholders.
 *
 * @param resolver the resolver for placeholders
 * @author The ws-starter authors
 */
record DeclaredText(StringValueResolver resolver) {

	/**
	 * Resolve a text and parse it with a parser that throws
	 * {@link IllegalArgumentException}. Fails with the exception {@code missing} for a
	 * blank text, and with {@code invalid} for a text that cannot be resolved or parsed.
	 */
	<T> T parse(String text, Function<String, T> parser, Supplier<EndpointDefinitionException> missing,
			Function<IllegalArgumentException, EndpointDefinitionException> invalid) {
		try {
			String resolved = this.resolver.resolveStringValue(text);
			if (!StringUtils.hasText(resolved)) {
				throw missing.get();
			}
			return parser.apply(resolved);
		}
		catch (IllegalArgumentException ex) {
			throw invalid.apply(ex);
		}
	}

	/**
	 * Return what to do about a text that cannot be resolved or parsed.
	 * @param failure the failure
	 * @param syntax what to do about a text that cannot be parsed
	 * @return what to do
	 */
	static String advice(IllegalArgumentException failure, String syntax) {
		return (failure instanceof PlaceholderResolutionException)
				? "Set the property, or give it a default as in '${name:default}'." : syntax;
	}

}
