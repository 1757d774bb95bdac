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

package io.github.wsstarter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Declares topics that the clients of an endpoint may subscribe to. The annotated method
 * decides on each subscription and may return the state of the topic, which the client
 * receives first.
 * <p>
 * A {@code boolean} allows or refuses the subscription. A {@code void} method allows it.
 * Any other return value allows it too, and is sent to the client as the state of the
 * topic, unless it is {@code null} or an empty {@code Optional}. The method may return a
 * {@code CompletionStage} or a reactive type of one value. A {@code SecurityException} or
 * Spring Security's {@code AccessDeniedException} refuses the subscription.
 * <p>
 * The parameters are those of {@link jakarta.websocket.OnOpen @OnOpen} methods. A
 * {@link org.springframework.messaging.handler.annotation.DestinationVariable @DestinationVariable}
 * is a variable in the pattern of the topic, and a {@code String} without annotation is
 * the name of the topic.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface OnSubscribe {

	/**
	 * The topics, as patterns: {@code quotes.{symbol}}, {@code logs.*},
	 * {@code files.{*path}}.
	 * @return the patterns
	 */
	String[] value();

}
