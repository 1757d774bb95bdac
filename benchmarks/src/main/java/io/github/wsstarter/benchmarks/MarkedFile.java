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

package io.github.wsstarter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to which a report is written. If the file has lines that mark the start and the
 * end of the report, only the lines between them are replaced.
 *
 * @param path the file
 * @param name the name of the report in these lines
 * @author The ws-starter authors
 */
record MarkedFile(Path path, String name) {

	void write(String report) throws IOException {
		String begin = "<!-- %s: begin -->".formatted(this.name);
		String end = "<!-- %s: end -->".formatted(this.name);
		String before = (Files.exists(this.path)) ? Files.readString(this.path) : "";
		int from = before.indexOf("\n" + begin + "\n");
		int to = before.indexOf("\n" + end + "\n", from + 1);
		if (from < 0 || to < 0) {
			Files.writeString(this.path, report);
			return;
		}
		Files.writeString(this.path, "%s\n%s\n\n%s%s".formatted(before.substring(0, from), begin, report.strip() + "\n",
				before.substring(to)));
	}

}
