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

package com.example.orders;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.endpoint.EndpointArgumentResolver;
import io.github.wsstarter.endpoint.UnusableArgumentException;

/**
 * Resolves the tenant from a header of the handshake request.
 *
 * @author The ws-starter authors
 */
@Component
class TenantArgumentResolver implements EndpointArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Tenant.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, WsSession session, @Nullable Object event) {
		String name = session.getHeaders().getFirst("X-Tenant");
		if (name == null) {
			throw new UnusableArgumentException("Missing tenant", null);
		}
		return new Tenant(name);
	}

}
