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

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Describes methods and types as they are written in the source, without packages.
 *
 * @author The ws-starter authors
 */
final class MethodDescription {

	private static final Pattern PACKAGE = Pattern.compile("\\b([a-z_][a-z0-9_]*\\.)+");

	private MethodDescription() {
	}

	static String of(Method method) {
		String parameters = Arrays.stream(method.getParameters())
			.map(MethodDescription::of)
			.collect(Collectors.joining(", "));
		return "%s %s(%s)".formatted(of(method.getGenericReturnType()), method.getName(), parameters);
	}

	private static String of(Parameter parameter) {
		String type = of(parameter.getParameterizedType());
		return (parameter.isNamePresent()) ? type + " " + parameter.getName() : type;
	}

	static String of(Type type) {
		return PACKAGE.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
	}

}
