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

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the front page.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class IndexPageTests {

	@RegisterExtension
	private final PlaywrightBrowser browser = new PlaywrightBrowser();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "Echo", "Quotes", "Chat" })
	void leadsToEachPage(String name) {
		Page page = this.browser.open(address());
		page.locator("main a", new Page.LocatorOptions().setHasText(name)).click();
		assertThat(page).hasTitle(name + " · ws-starter");
		assertThat(page.locator("nav [aria-current=page]")).hasText(name);
		new ConnectionBar(page).awaitConnected("WebSocket");
		page.locator("header .brand").click();
		assertThat(page).hasURL(address());
		assertThat(this.browser.errors()).isEmpty();
		assertThat(this.browser.requests()).isNotEmpty().allMatch((url) -> url.startsWith(address()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "echo.html", "quotes.html", "chat.html" })
	void fitsAPhone(String path) {
		Page page = this.browser.openOnPhone(address() + path);
		assertThat(page.locator("main")).isVisible();
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
		if (path.isEmpty()) {
			PlaywrightBrowser.takeScreenshot(page, "index-phone");
			PlaywrightBrowser.takeScreenshot(this.browser.open(address()), "index");
		}
	}

	private String address() {
		return "http://localhost:" + this.port + "/";
	}

}
