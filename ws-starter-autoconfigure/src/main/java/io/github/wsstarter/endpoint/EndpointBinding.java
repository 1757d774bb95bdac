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
import java.lang.reflect.Modifier;

import org.springframework.aop.support.AopUtils;

/**
 * Finds the methods to call on a bean that may be a proxy.
 *
 * @author The ws-starter authors
 */
class EndpointBinding {

	/**
	 * Bind the methods of a model to a bean.
	 * @param model the model
	 * @param bean the bean
	 * @return the model with methods that can be called on the bean
	 * @throws EndpointDefinitionException if a method cannot be called through the proxy
	 */
	EndpointModel bind(EndpointModel model, Object bean) {
		return model.map((method) -> method.withMethod(invocable(model, method.method(), bean)));
	}

	private Method invocable(EndpointModel model, Method method, Object bean) {
		if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(method.getModifiers())) {
			throw new EndpointDefinitionException(model.type(), method, "it is final, but a proxy has to override it.",
					"Make the method non-final, or do not apply aspects to the class.");
		}
		try {
			return AopUtils.selectInvocableMethod(method, bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw new EndpointDefinitionException(model.type(), method,
					"the bean is a JDK proxy whose interfaces do not declare the method.",
					"Declare the method in one of the interfaces, or proxy the class itself "
							+ "(spring.aop.proxy-target-class=true).",
					ex);
		}
	}

}
