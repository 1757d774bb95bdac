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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the architecture: which packages a package may use, and what no class may do.
 *
 * @author The ws-starter authors
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.wsstarter";

	private static final String AUTOCONFIGURE = "autoconfigure";

	/**
	 * The packages below the root package, and the packages that each may use besides
	 * itself and the root package. Other packages of the project are not allowed, and
	 * every package must be listed. The packages below {@code autoconfigure} may use
	 * everything.
	 */
	static final Map<String, List<String>> MAY_USE = Map.ofEntries(
	// @formatter:off
			Map.entry("diagnostics", List.of()),
			Map.entry("message", List.of()),
			Map.entry("memory", List.of()),
			Map.entry("transport", List.of("memory", "message")),
			Map.entry("session", List.of("diagnostics", "memory", "message", "transport")),
			Map.entry("handshake", List.of("diagnostics")),
			Map.entry("broker", List.of("diagnostics", "memory", "message")),
			Map.entry("topic", List.of("diagnostics", "message", "session", "broker")),
			Map.entry("protocol", List.of("diagnostics", "message", "session", "topic")),
			Map.entry("endpoint", List.of("diagnostics", "message", "session")),
			Map.entry("servlet", List.of("diagnostics", "handshake", "message", "session")),
			Map.entry("sse", List.of("servlet", "handshake", "memory", "message", "session", "transport")),
			Map.entry("websocket", List.of("servlet", "handshake", "message", "session")),
			Map.entry("websocket.container", List.of("websocket", "websocket.deflate", "diagnostics", "handshake",
					"memory", "message", "session", "transport")),
			Map.entry("direct", List.of("websocket", "websocket.frame", "websocket.deflate", "sse", "diagnostics",
					"handshake", "memory", "message", "session", "transport")),
			Map.entry("websocket.frame", List.of("message")),
			Map.entry("websocket.deflate", List.of("websocket", "websocket.frame", "message"))
	// @formatter:on
	);

	/**
	 * The packages whose files must be small and whose classes must be free of circles.
	 */
	private static final List<String> SMALL_PACKAGES = List.of("session", "transport", "topic", "direct");

	private static final int MAX_LINES = 300;

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesUseOnlyWhatTheyMay() {
		ArchRuleDefinition.classes().should(useOnlyAllowedPackages()).check(CLASSES);
	}

	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@ParameterizedTest
	@MethodSource("smallPackages")
	void classesAreFreeOfCircles(String name) {
		SlicesRuleDefinition.slices()
			.assignedFrom(topLevelClasses(name))
			.should()
			.beFreeOfCycles()
			.because("a class that is understood alone is understood sooner")
			.check(CLASSES);
	}

	@ParameterizedTest
	@MethodSource("smallPackages")
	void classesAreSmall(String name) throws IOException {
		Path folder = Path.of("src/main/java", ROOT.replace('.', '/'), name.replace('.', '/'));
		try (Stream<Path> files = Files.list(folder)) {
			List<String> large = files.filter(Files::isRegularFile)
				.filter((file) -> lines(file) > MAX_LINES)
				.map((file) -> file.getFileName().toString())
				.toList();
			assertThat(large).as("Files of more than %d lines", MAX_LINES).isEmpty();
		}
	}

	private static long lines(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> smallPackages() {
		return SMALL_PACKAGES;
	}

	private static SliceAssignment topLevelClasses(String name) {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
				return (nameBelowRoot(javaClass).equals(name)) ? SliceIdentifier.of(topLevel(javaClass).getSimpleName())
						: SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "classes of '%s'".formatted(name);
			}

		};
	}

	private static JavaClass topLevel(JavaClass javaClass) {
		JavaClass result = javaClass;
		while (result.getEnclosingClass().isPresent()) {
			result = result.getEnclosingClass().get();
		}
		return result;
	}

	@ParameterizedTest
	@MethodSource("packages")
	void packageIsNullMarkedAndDescribed(JavaPackage javaPackage) {
		assertThat(javaPackage.tryGetPackageInfo()).as("package-info of %s", javaPackage.getName()).isPresent();
		assertThat(javaPackage.isAnnotatedWith(NullMarked.class)).as("@NullMarked on %s", javaPackage.getName())
			.isTrue();
	}

	@Test
	void staticFieldsAreFinal() {
		ArchRuleDefinition.fields()
			.that()
			.areStatic()
			.should()
			.beFinal()
			.because("there is no static state")
			.check(CLASSES);
	}

	@Test
	void timeComesFromAClock() {
		ArchRuleDefinition.noClasses()
			.that()
			.areNotAssignableTo(Clock.class)
			.should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(Thread.class, "sleep", long.class)
			.because("time comes from an injected clock")
			.check(CLASSES);
	}

	@Test
	void listsOfStreamsAreImmutable() {
		ArchRuleDefinition.noClasses()
			.should()
			.callMethod(Collectors.class, "toList")
			.because("Stream.toList() gives an immutable list")
			.check(CLASSES);
	}

	@Test
	void namesSayWhatATypeIs() {
		ArchRuleDefinition.noClasses()
			.should()
			.haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Processor|Impl)")
			.because("such a name says nothing")
			.check(CLASSES);
	}

	static Stream<JavaPackage> packages() {
		return CLASSES.stream().map(JavaClass::getPackage).distinct();
	}

	private static ArchCondition<JavaClass> useOnlyAllowedPackages() {
		return new ArchCondition<>("use only the packages that MAY_USE allows") {

			@Override
			public void check(JavaClass javaClass, ConditionEvents events) {
				String origin = nameBelowRoot(javaClass);
				if (!isKnown(origin)) {
					events.add(SimpleConditionEvent.violated(javaClass,
							"%s is in a package that is not listed in MAY_USE".formatted(javaClass.getName())));
				}
				javaClass.getDirectDependenciesFromSelf()
					.stream()
					.filter((dependency) -> !isAllowed(origin, dependency))
					.map((dependency) -> SimpleConditionEvent.violated(dependency, dependency.getDescription()))
					.forEach(events::add);
			}

		};
	}

	private static boolean isAllowed(String origin, Dependency dependency) {
		JavaClass target = dependency.getTargetClass().getBaseComponentType();
		if (!isOurs(target)) {
			return true;
		}
		String used = nameBelowRoot(target);
		return used.isEmpty() || used.equals(origin) || isAutoconfigure(origin)
				|| MAY_USE.getOrDefault(origin, List.of()).contains(used);
	}

	private static boolean isKnown(String name) {
		return name.isEmpty() || isAutoconfigure(name) || MAY_USE.containsKey(name);
	}

	private static boolean isAutoconfigure(String name) {
		return name.equals(AUTOCONFIGURE) || name.startsWith(AUTOCONFIGURE + ".");
	}

	private static boolean isOurs(JavaClass javaClass) {
		return javaClass.getPackageName().equals(ROOT) || javaClass.getPackageName().startsWith(ROOT + ".");
	}

	private static String nameBelowRoot(JavaClass javaClass) {
		String name = javaClass.getPackageName();
		return (name.length() > ROOT.length()) ? name.substring(ROOT.length() + 1) : "";
	}

}
