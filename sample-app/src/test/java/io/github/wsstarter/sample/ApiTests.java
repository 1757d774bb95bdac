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

package io.github.wsstarter.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what applications may use: the list in docs/api.md is true, and this
 * application keeps to it.
 *
 * @author The ws-starter authors
 */
class ApiTests {

	private static final String ROOT = "io.github.wsstarter.";

	private static final Path SOURCES = Path.of("../ws-starter-autoconfigure/src/main/java");

	private static final List<String> LISTED = listed();

	private static List<String> listed() {
		try {
			return Pattern.compile("^\\| `([\\w.]+(?:\\.\\*)?)` \\|", Pattern.MULTILINE)
				.matcher(Files.readString(Path.of("../docs/api.md")))
				.results()
				.map((MatchResult result) -> ROOT + result.group(1))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void sampleUsesListedTypesOnly() {
		ArchRuleDefinition.classes()
			.should()
			.onlyDependOnClassesThat(DescribedPredicate.describe("are the sample's or listed in docs/api.md",
					(type) -> !type.getName().startsWith(ROOT) || type.getName().startsWith(ROOT + "sample.")
							|| isListed(type.getBaseComponentType())))
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages(ROOT + "sample"));
	}

	@Test
	void listedTypesArePublic() {
		Stream<String> types = LISTED.stream().filter((name) -> !name.endsWith(".*"));
		assertThat(types).isNotEmpty()
			.allSatisfy((name) -> assertThat(new ClassFileImporter().importClass(type(name)).getModifiers())
				.contains(JavaModifier.PUBLIC));
	}

	/**
	 * Applications that use a listed type also use the types in the signatures of its
	 * methods.
	 */
	@Test
	void listedTypesShowListedTypesOnly() {
		List<JavaClass> shown = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.github.wsstarter")
			.stream()
			.filter(ApiTests::isListed)
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.flatMap((method) -> method.getAllInvolvedRawTypes().stream())
			.filter((type) -> type.getName().startsWith(ROOT))
			.toList();
		assertThat(shown).isNotEmpty().allMatch(ApiTests::isListed);
	}

	@ParameterizedTest
	@MethodSource
	void packageSaysWhetherItIsInternal(Path packageInfo) throws IOException {
		assertThat(Files.readString(packageInfo)).containsAnyOf("Internal: ", "Internal, except for ",
				"All public types are for");
	}

	static List<Path> packageSaysWhetherItIsInternal() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.endsWith("package-info.java")).toList();
		}
	}

	private static boolean isListed(JavaClass type) {
		JavaClass outermost = type;
		while (outermost.getEnclosingClass().isPresent()) {
			outermost = outermost.getEnclosingClass().get();
		}
		return LISTED.contains(outermost.getName()) || LISTED.contains(outermost.getPackageName() + ".*");
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError("docs/api.md lists a type that does not exist: " + name, ex);
		}
	}

}
