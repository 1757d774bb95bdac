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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * Tests for the public API. The list in docs/api.md is correct, and this application uses
 * only the types on the list.
 *
 * @author The ws-starter authors
 */
class ApiTests {

	private static final String ROOT = "io.github.wsstarter.";

	private static final String INTERNAL_EXCEPT = "Internal, except for ";

	private static final List<Path> SOURCES = List.of(Path.of("../ws-starter-autoconfigure/src/main/java"),
			Path.of("../ws-starter-test/src/main/java"));

	private static final List<String> LISTED = listed();

	private static List<String> listed() {
		try {
			return group("^\\| `([\\w.]+(?:\\.\\*)?)` \\|", Files.readString(Path.of("../docs/api.md"))).stream()
				.map(ROOT::concat)
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
	@MethodSource("packages")
	void packageSaysWhichTypesAreListed(Path packageInfo) throws IOException {
		String text = Files.readString(packageInfo);
		String name = group("^package ([\\w.]+);", text).get(0);
		if (text.contains("All public types are for")) {
			assertThat(publicTypes(packageInfo.getParent())).isNotEmpty().allMatch((type) -> isListed(name, type));
		}
		else {
			assertThat(text).containsAnyOf("Internal: ", INTERNAL_EXCEPT);
			int exceptions = (text.contains(INTERNAL_EXCEPT)) ? text.indexOf(INTERNAL_EXCEPT) : text.length();
			assertThat(group("\\{@code (\\w+)}", text.substring(exceptions)))
				.containsExactlyInAnyOrderElementsOf(listed(name));
		}
	}

	static List<Path> packages() throws IOException {
		List<Path> packages = new ArrayList<>();
		for (Path sources : SOURCES) {
			try (Stream<Path> files = Files.walk(sources)) {
				files.filter((file) -> file.endsWith("package-info.java")).forEach(packages::add);
			}
		}
		return packages;
	}

	private static List<String> publicTypes(Path directory) throws IOException {
		List<String> types = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.java")) {
			for (Path file : files) {
				types.addAll(group("^public [\\w -]*@?(?:class|interface|record|enum) (\\w+)", Files.readString(file)));
			}
		}
		return types;
	}

	private static List<String> group(String regex, String text) {
		return Pattern.compile(regex, Pattern.MULTILINE)
			.matcher(text)
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	private static List<String> listed(String packageName) {
		return LISTED.stream()
			.filter((name) -> name.substring(0, name.lastIndexOf('.')).equals(packageName))
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.toList();
	}

	private static boolean isListed(String packageName, String type) {
		return LISTED.contains(packageName + "." + type) || LISTED.contains(packageName + ".*");
	}

	private static boolean isListed(JavaClass type) {
		JavaClass outermost = type;
		while (outermost.getEnclosingClass().isPresent()) {
			outermost = outermost.getEnclosingClass().get();
		}
		return isListed(outermost.getPackageName(), outermost.getSimpleName());
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
