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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionRoute;

/**
 * Creates the routes of the beans annotated with {@link io.github.wsstarter.WsEndpoint}.
 * The declarations are read and checked once.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class EndpointRoutes {

	private final EndpointServices services;

	/**
	 * Create the routes with the given services.
	 * @param services the services that read and serve endpoints
	 */
	public EndpointRoutes(EndpointServices services) {
		Assert.notNull(services, "'services' must not be null");
		this.services = services;
	}

	/**
	 * Find the endpoints of a bean factory. Lazy beans are created when their first
	 * session opens, all others now.
	 * @param beanFactory the bean factory
	 * @return the routes, in the order in which the beans were registered
	 * @throws EndpointDefinitionException if an endpoint is not declared correctly
	 */
	public List<SessionRoute> discover(ConfigurableListableBeanFactory beanFactory) {
		Assert.notNull(beanFactory, "'beanFactory' must not be null");
		EndpointReader reader = new EndpointReader(this.services, beanFactory::resolveEmbeddedValue);
		List<SessionRoute> routes = new ArrayList<>();
		Map<String, EndpointModel> taken = new HashMap<>();
		for (EndpointDiscoverer.Candidate candidate : new EndpointDiscoverer(beanFactory).discover()) {
			EndpointModel model = reader.read(candidate.name(), candidate.type(), candidate.annotation());
			checkUnique(model, taken);
			routes.add(route(model, candidate, beanFactory));
		}
		return List.copyOf(routes);
	}

	private static void checkUnique(EndpointModel model, Map<String, EndpointModel> taken) {
		for (PathPattern pattern : model.paths()) {
			EndpointModel other = taken.putIfAbsent("path " + PatternVariables.normalForm(pattern.getPatternString()),
					model);
			if (other != null) {
				throw new EndpointDefinitionException(model.type(), null,
						"the path '%s' is taken by the endpoint '%s' of class %s.".formatted(pattern, other.name(),
								other.type().getName()),
						"Give one of the two another path.");
			}
		}
		EndpointModel other = taken.putIfAbsent("name " + model.name(), model);
		if (other != null) {
			throw new EndpointDefinitionException(model.type(), null,
					"the name '%s' is taken by the endpoint of class %s.".formatted(model.name(),
							other.type().getName()),
					"Give one of the two another name.");
		}
	}

	private SessionRoute route(EndpointModel model, EndpointDiscoverer.Candidate candidate,
			ConfigurableListableBeanFactory beanFactory) {
		EndpointOptions options = this.services.options().apply(model.name());
		EndpointModel limited = model.withMessages(options.limit(model.messages()));
		Object bean = candidate.bean();
		SessionHandler handler = (bean != null) ? handler(limited, bean) : new LazySessionHandler(
				SingletonSupplier.of(() -> handler(limited, beanFactory.getBean(candidate.beanName()))));
		return new SessionRoute(model.name(), model.paths(), model.subprotocols(), handler,
				options.sessionOptions(model.messages()), candidate.annotation().nonBlocking());
	}

	private SessionHandler handler(EndpointModel model, Object bean) {
		EndpointModel bound = model.bind(bean);
		SessionRefusals refusals = new SessionRefusals(model.name());
		PendingReply.Registry pendingReplies = new PendingReply.Registry();
		EndpointCalls calls = new EndpointCalls(bean, refusals, pendingReplies);
		EndpointFailures failures = new EndpointFailures(bound, calls, this.services.codec() != null,
				this.services.validator());
		return new AnnotatedSessionHandler(bound, calls, failures,
				new EndpointSubscriptions(bound.subscriptions(), calls, refusals), refusals, pendingReplies,
				this.services.codec());
	}

}
