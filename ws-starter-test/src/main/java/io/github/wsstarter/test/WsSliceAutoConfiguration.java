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

package io.github.wsstarter.test;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.github.wsstarter.autoconfigure.WsAutoConfiguration;
import io.github.wsstarter.endpoint.EndpointRoutes;
import io.github.wsstarter.endpoint.EndpointServices;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.Subprotocol;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the endpoints of a slice. The
 * properties of the application may have settings for endpoints that are not part of the
 * slice, which is an error in the whole application only.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see AutoConfigureWs
 */
@AutoConfiguration(before = WsAutoConfiguration.class)
public final class WsSliceAutoConfiguration {

	@Bean
	SessionRoutes wsSessionRoutes(ConfigurableListableBeanFactory beanFactory, EndpointServices services,
			ObjectProvider<Subprotocol> subprotocols) {
		List<String> offered = subprotocols.orderedStream().map(Subprotocol::name).toList();
		return new SessionRoutes(new EndpointRoutes(services).discover(beanFactory)
			.stream()
			.map((route) -> route.offering(offered))
			.toList());
	}

}
