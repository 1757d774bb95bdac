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
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.github.wsstarter.WsEndpoint;

/**
 * Finds the beans annotated with {@link WsEndpoint}. Beans that are initialized lazily
 * are not created.
 *
 * @author The ws-starter authors
 */
class EndpointDiscoverer {

	private final ConfigurableListableBeanFactory beanFactory;

	EndpointDiscoverer(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Find the endpoints of the bean factory, but not those of its ancestors.
	 * @return the endpoints, in the order in which the beans were registered
	 * @throws EndpointDefinitionException if an endpoint is not a singleton
	 */
	List<Candidate> discover() {
		List<Candidate> candidates = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			WsEndpoint annotation = this.beanFactory.findAnnotationOnBean(beanName, WsEndpoint.class, false);
			if (annotation != null && !isScopedProxy(beanName)) {
				candidates.add(candidate(beanName, annotation));
			}
		}
		return candidates;
	}

	private boolean isScopedProxy(String beanName) {
		return this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
	}

	private Candidate candidate(String beanName, WsEndpoint annotation) {
		Class<?> declaredType = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		if (declaredType == null) {
			throw new IllegalStateException("The type of bean '%s' cannot be determined".formatted(beanName));
		}
		checkScope(beanName, ClassUtils.getUserClass(declaredType));
		Object bean = (isLazy(beanName)) ? null : this.beanFactory.getBean(beanName);
		Class<?> type = (bean != null) ? AopProxyUtils.ultimateTargetClass(bean) : declaredType;
		String name = (StringUtils.hasText(annotation.name())) ? annotation.name() : beanName;
		return new Candidate(beanName, name, ClassUtils.getUserClass(type), annotation, bean);
	}

	private boolean isLazy(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName).isLazyInit()
				&& !this.beanFactory.containsSingleton(beanName);
	}

	private void checkScope(String beanName, Class<?> type) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		if (!definition.isSingleton()) {
			throw new EndpointDefinitionException(type, null,
					"the scope of bean '%s' is '%s'.".formatted((ScopedProxyUtils.isScopedTarget(beanName))
							? ScopedProxyUtils.getOriginalBeanName(beanName) : beanName, definition.getScope()),
					"Make it a singleton: one instance serves all sessions. Keep the state of a session in "
							+ "WsSession.getAttributes().");
		}
	}

	/**
	 * A bean that is an endpoint.
	 *
	 * @param beanName the name of the bean
	 * @param name the name of the endpoint
	 * @param type the class of the bean, or of the target if the bean is a proxy
	 * @param annotation the annotation of the class
	 * @param bean the bean, or {@code null} if it is initialized lazily
	 */
	record Candidate(String beanName, String name, Class<?> type, WsEndpoint annotation, @Nullable Object bean) {
	}

}
