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

package io.github.wsstarter.sse;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Carries streams with the non-blocking output of the servlet API, in any container.
 *
 * @author The ws-starter authors
 */
final class ServletStreams implements StreamCarrier {

	@Override
	public boolean supports(HttpServletRequest request) {
		return true;
	}

	@Override
	public void open(HttpServletRequest request, HttpServletResponse response, StreamOpening opening)
			throws IOException {
		AsyncContext context = request.startAsync();
		boolean started = false;
		try {
			context.setTimeout(0);
			new ServletStream(context, opening.encoder()).start(opening);
			started = true;
		}
		finally {
			if (!started) {
				context.complete();
			}
		}
	}

}
