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
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a bean as a real-time endpoint and names the paths it serves.
 * <p>
 * The methods of the class are annotated with Jakarta's own {@code @OnOpen},
 * {@code @OnMessage}, {@code @OnClose} and {@code @OnError}. The bean is a singleton that
 * serves all sessions. The messages of one session are handled one after another, in
 * order.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see WsSession
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Reflective(WsEndpointHints.class)
public @interface WsEndpoint {

	/**
	 * Alias for {@link #path()}.
	 * @return the paths
	 */
	@AliasFor("path")
	String[] value() default {};

	/**
	 * Paths this endpoint serves, as Spring
	 * {@link org.springframework.web.util.pattern.PathPattern path patterns} below the
	 * servlet's path. At least one is needed and no two endpoints may share one.
	 * @return the paths
	 */
	@AliasFor("value")
	String[] path() default {};

	/**
	 * Name of the endpoint, which is its bean name and the key of its settings under
	 * {@code ws.endpoints}. By default the bean name that component scanning gives the
	 * class.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class, attribute = "value")
	String name() default "";

	/**
	 * Subprotocols this endpoint speaks, in order of preference. A client that only
	 * offers other subprotocols is refused; a client that offers none is accepted. Every
	 * endpoint speaks {@code ws-starter.v1}, as the last one unless it is listed here. If
	 * no other subprotocol is listed, no client is refused.
	 * @return the subprotocols
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-1.9">RFC 6455, section
	 * 1.9</a>
	 */
	String[] subprotocols() default {};

	/**
	 * Whether the methods of this endpoint never block, for example on a lock, a database
	 * or another service. The direct engine then calls them on the thread that reads from
	 * many connections, which saves a handover for each message. A method that does block
	 * delays all of these connections and is reported in the log. Ignored by other
	 * engines.
	 * @return whether the methods never block
	 */
	boolean nonBlocking() default false;

}
