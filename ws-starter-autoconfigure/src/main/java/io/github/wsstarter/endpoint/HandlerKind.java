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

import java.lang.annotation.Annotation;
import java.util.Set;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import io.github.wsstarter.OnSubscribe;

/**
 * The kind of event that a method of an endpoint handles.
 *
 * @author The ws-starter authors
 */
enum HandlerKind {

	OPEN(OnOpen.class),

	MESSAGE(OnMessage.class),

	CLOSE(OnClose.class),

	ERROR(OnError.class),

	SUBSCRIBE(OnSubscribe.class);

	static final Set<HandlerKind> ALL = Set.of(values());

	private final Class<? extends Annotation> annotationType;

	HandlerKind(Class<? extends Annotation> annotationType) {
		this.annotationType = annotationType;
	}

	Class<? extends Annotation> getAnnotationType() {
		return this.annotationType;
	}

	@Override
	public String toString() {
		return "@" + this.annotationType.getSimpleName();
	}

}
