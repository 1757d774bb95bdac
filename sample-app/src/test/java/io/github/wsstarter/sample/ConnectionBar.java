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

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The bar of a page that shows its connection.
 *
 * @author The ws-starter authors
 */
public final class ConnectionBar {

	/** The time in ms that is enough to reconnect, including all delays. */
	private static final int PATIENCE = 30_000;

	private final Page page;

	private final Locator bar;

	public ConnectionBar(Page page) {
		this.page = page;
		this.bar = page.locator("#connection");
	}

	/**
	 * Wait until the page is connected.
	 * @param transport the transport, {@code WebSocket} or {@code SSE}
	 */
	public void awaitConnected(String transport) {
		awaitState("Connected");
		assertThat(part("transport")).hasText(transport);
	}

	public void awaitState(String state) {
		assertThat(part("state")).hasText(state, new HasTextOptions().setTimeout(PATIENCE));
	}

	/**
	 * Choose the transport and wait until the page is connected over it.
	 * @param transport the transport
	 */
	public void choose(String transport) {
		this.page.getByLabel(transport, new Page.GetByLabelOptions().setExact(true)).check();
		awaitConnected(transport);
	}

	public void awaitNote(String text) {
		assertThat(part("note")).containsText(text, new ContainsTextOptions().setTimeout(PATIENCE));
	}

	/**
	 * Return the number of missed messages that arrived after the connection had been
	 * lost.
	 * @return the number of messages
	 */
	public int missed() {
		return Integer.parseInt(part("note").getAttribute("data-missed"));
	}

	public Locator part(String name) {
		return this.bar.locator("[data-part=%s]".formatted(name));
	}

}
