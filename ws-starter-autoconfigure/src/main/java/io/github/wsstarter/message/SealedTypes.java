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

package io.github.wsstarter.message;

import java.util.stream.Stream;

/**
 * Walks over the hierarchies of sealed types.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SealedTypes {

	private SealedTypes() {
	}

	/**
	 * Return whether a type is sealed. Types of the JDK do not count.
	 * @param type the type
	 * @return whether the type is sealed
	 */
	public static boolean isSealed(Class<?> type) {
		return type.isSealed() && !type.getName().startsWith("java.");
	}

	/**
	 * Return a type and its sealed supertypes.
	 * @param type the type
	 * @return the sealed types, the type itself first if it is sealed
	 */
	public static Stream<Class<?>> sealedSupertypes(Class<?> type) {
		return supertypes(type).filter(SealedTypes::isSealed).distinct();
	}

	private static Stream<Class<?>> supertypes(Class<?> type) {
		Stream<Class<?>> parents = Stream.concat(Stream.ofNullable(type.getSuperclass()),
				Stream.of(type.getInterfaces()));
		return Stream.concat(Stream.of(type), parents.flatMap(SealedTypes::supertypes));
	}

	/**
	 * Return a type and the types that it permits, directly or not.
	 * @param type the type
	 * @return the types, each before those that it permits
	 */
	public static Stream<Class<?>> permitted(Class<?> type) {
		Stream<Class<?>> permitted = (type.isSealed())
				? Stream.of(type.getPermittedSubclasses()).flatMap(SealedTypes::permitted) : Stream.empty();
		return Stream.concat(Stream.of(type), permitted);
	}

}
