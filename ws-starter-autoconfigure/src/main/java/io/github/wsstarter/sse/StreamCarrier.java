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

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Writes streams of events to the connections of their requests, in one of the ways that
 * a web server offers.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface StreamCarrier {

	/**
	 * Return whether this carrier can carry the stream that a request asks for.
	 * @param request the request
	 * @return whether it can
	 */
	boolean supports(HttpServletRequest request);

	/**
	 * Answer a request with a stream, and open its session.
	 * @param request the request, which must not be used after this call
	 * @param response the response, with all headers of the stream
	 * @param opening creates the session. If this method fails, its caller abandons the
	 * opening
	 * @throws IOException if the connection failed
	 * @throws ServletException if the connection could not be taken over
	 */
	void open(HttpServletRequest request, HttpServletResponse response, StreamOpening opening)
			throws IOException, ServletException;

}
