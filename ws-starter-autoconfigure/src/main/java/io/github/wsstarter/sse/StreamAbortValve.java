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
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.http.HttpMethod;

/**
 * Lets {@link EventStream} cut off clients that do not read, on Tomcat. The servlet API
 * can only complete a response, and Tomcat then blocks one of its threads while the
 * buffers of the operating system are full.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class StreamAbortValve extends ValveBase {

	public StreamAbortValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (HttpMethod.GET.matches(request.getMethod()) && SseHandler.acceptsEvents(request)) {
			org.apache.coyote.Response connection = response.getCoyoteResponse();
			Runnable abort = () -> connection.action(ActionCode.CLOSE_NOW, null);
			request.setAttribute(EventStream.ABORT_ATTRIBUTE, abort);
		}
		getNext().invoke(request, response);
	}

}
