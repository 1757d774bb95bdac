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

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A {@link MessageValidator} on Jakarta Validation. It throws
 * {@link ConstraintViolationException}, and validates each element of an
 * {@link Iterable}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class JakartaMessageValidator implements MessageValidator {

	private final Validator validator;

	/**
	 * Create a message validator on a validator of Jakarta Validation.
	 * @param validator the validator
	 */
	public JakartaMessageValidator(Validator validator) {
		Assert.notNull(validator, "'validator' must not be null");
		this.validator = validator;
	}

	@Override
	public void validate(Object message, Class<?>... groups) {
		Set<ConstraintViolation<?>> violations = new LinkedHashSet<>(this.validator.validate(message, groups));
		if (message instanceof Iterable<?> elements) {
			for (Object element : elements) {
				if (element != null) {
					violations.addAll(this.validator.validate(element, groups));
				}
			}
		}
		if (!violations.isEmpty()) {
			throw new InvalidMessageException(violations);
		}
	}

	@Override
	public @Nullable String describe(Throwable failure, Class<?> endpointType) {
		if (!(failure instanceof ConstraintViolationException invalid) || invalid.getConstraintViolations() == null) {
			return null;
		}
		Set<ConstraintViolation<?>> violations = invalid.getConstraintViolations();
		if (!(failure instanceof InvalidMessageException)
				&& !violations.stream().allMatch((violation) -> isOfArgument(violation, endpointType))) {
			return null;
		}
		boolean ofMessage = failure instanceof InvalidMessageException;
		return violations.stream()
			.map((violation) -> describe(violation, ofMessage))
			.sorted()
			.distinct()
			.collect(Collectors.joining(", "));
	}

	/**
	 * Return whether Spring's method validation found a violation in an argument of the
	 * endpoint, and not in its return value or in a bean that it called.
	 * @param violation the violation
	 * @param endpointType the class of the endpoint
	 * @return whether the violation is one of an argument
	 */
	private boolean isOfArgument(ConstraintViolation<?> violation, Class<?> endpointType) {
		return violation.getRootBeanClass().isAssignableFrom(endpointType)
				&& StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
					.anyMatch((node) -> node.getKind() == ElementKind.PARAMETER);
	}

	private String describe(ConstraintViolation<?> violation, boolean ofMessage) {
		String path = violation.getPropertyPath().toString();
		if (!ofMessage) {
			path = path.substring(path.indexOf('.') + 1);
			path = path.substring(path.indexOf('.') + 1);
		}
		return (path.isEmpty()) ? violation.getMessage() : path + ": " + violation.getMessage();
	}

	/**
	 * Thrown for violations in a message, as opposed to those that an application finds.
	 */
	private static final class InvalidMessageException extends ConstraintViolationException {

		InvalidMessageException(Set<ConstraintViolation<?>> violations) {
			super(violations);
		}

	}

}
