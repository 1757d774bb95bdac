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

package io.github.wsstarter.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.log.LogMessage;

import io.github.wsstarter.endpoint.EndpointDefinitionException;
import io.github.wsstarter.endpoint.EndpointRoutes;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;

/**
 * Creates the routes to the endpoints of an application.
 *
 * @author The ws-starter authors
 */
final class SessionRoutesFactory {

	private static final Log logger = LogFactory.getLog(SessionRoutesFactory.class);

	private final EndpointRoutes endpoints;

	private final WsSettings settings;

	private final List<String> subprotocols;

	/**
	 * Create a factory.
	 * @param endpoints finds the endpoints
	 * @param settings the settings, which may name endpoints
	 * @param subprotocols the names of the subprotocols that every endpoint supports
	 */
	SessionRoutesFactory(EndpointRoutes endpoints, WsSettings settings, List<String> subprotocols) {
		this.endpoints = endpoints;
		this.settings = settings;
		this.subprotocols = subprotocols;
	}

	/**
	 * Create the routes to all endpoints of a bean factory.
	 * @param beanFactory the bean factory
	 * @return the routes
	 * @throws EndpointDefinitionException if an endpoint is declared in a way that cannot
	 * work
	 * @throws InvalidConfigurationPropertyValueException if there are settings of an
	 * endpoint that does not exist
	 */
	SessionRoutes create(ConfigurableListableBeanFactory beanFactory) {
		List<SessionRoute> routes = this.endpoints.discover(beanFactory);
		this.settings.checkEndpoints(routes.stream().map(SessionRoute::name).toList());
		for (SessionRoute route : routes) {
			logger.info(LogMessage.format("Endpoint '%s' serves %s", route.name(), route.patterns()));
		}
		return new SessionRoutes(routes.stream().map((route) -> route.offering(this.subprotocols)).toList());
	}

}
