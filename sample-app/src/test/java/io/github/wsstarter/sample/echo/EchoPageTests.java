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

package io.github.wsstarter.sample.echo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the echo page in a real browser.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EchoPageTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static Playwright playwright;

	private static Browser browser;

	@LocalServerPort
	private int port;

	private final List<String> errors = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	private Page page;

	@BeforeAll
	static void startBrowser() {
		Optional<Path> chromium = findChromium();
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			assertThat(chromium).as("Chromium").isPresent();
		}
		chromium.ifPresent(EchoPageTests::startBrowser);
	}

	@AfterAll
	static void stopBrowser() {
		if (playwright != null) {
			playwright.close();
		}
	}

	@BeforeEach
	void openPage() {
		assumeThat(findChromium()).as("Chromium is installed, or the variable CHROMIUM says where it is").isPresent();
		open(new Browser.NewPageOptions().setViewportSize(1200, 800));
	}

	@AfterEach
	void closePage() {
		if (this.page != null) {
			this.page.close();
		}
	}

	@Test
	void sendsTextAndBytesAndShowsWhatComesBack() {
		assertThat(state()).hasText("Disconnected");
		assertThat(button("Send bytes")).isDisabled();
		button("Connect").click();
		assertThat(state()).hasText("Connected");
		this.page.getByLabel("Text").fill("Grüße, 世界 👋");
		button("Send").click();
		assertThat(rows("sent", "text")).containsText("Grüße, 世界 👋");
		assertThat(rows("received", "text")).containsText("Grüße, 世界 👋");
		assertThat(rows("received", "text")).containsText("20 B");
		assertThat(this.page.locator("#round-trip")).containsText("ms");
		this.page.getByLabel("Bytes").fill("00 ff 7f 80");
		button("Send bytes").click();
		assertThat(rows("received", "binary")).containsText("00 ff 7f 80");
		assertThat(rows("received", "binary")).containsText("4 B");
		this.page.locator("#file")
			.setInputFiles(new FilePayload("hello.bin", "application/octet-stream", new byte[] { 1, 2, 3 }));
		button("Send bytes").click();
		assertThat(rows("received", "binary").last()).containsText("01 02 03");
		assertThat(this.page.locator("#sent")).hasText("3");
		assertThat(this.page.locator("#received")).hasText("3");
		takeScreenshot("echo");
		button("Disconnect").click();
		assertThat(state()).hasText("Disconnected");
		assertThat(rows("info", "close")).containsText("Closed 1000");
		assertThat(this.errors).isEmpty();
		assertThat(this.requests).isNotEmpty().allMatch((url) -> url.startsWith(address()) || url.startsWith("data:"));
	}

	@Test
	void sendsWithTheEnterKey() {
		button("Connect").click();
		assertThat(state()).hasText("Connected");
		this.page.keyboard().type("one");
		this.page.keyboard().press("Shift+Enter");
		this.page.keyboard().type("two");
		this.page.keyboard().press("Enter");
		assertThat(rows("received", "text").locator(".content")).hasText("one\ntwo");
		assertThat(this.page.getByLabel("Text")).hasValue("");
	}

	@Test
	void showsMarkupAsText() {
		String markup = "<img src=x onerror=\"document.title='broken'\"><b>bold</b>";
		button("Connect").click();
		assertThat(state()).hasText("Connected");
		this.page.getByLabel("Text").fill(markup);
		button("Send").click();
		assertThat(rows("received", "text")).containsText(markup);
		assertThat(this.page.locator("#log img, #log b")).hasCount(0);
		assertThat(this.page).hasTitle("Echo · ws-starter");
		assertThat(this.errors).isEmpty();
	}

	@Test
	void saysWhatIsWrongWithTheInput() {
		this.page.getByLabel("Endpoint URL").fill("no address");
		button("Connect").click();
		assertThat(this.page.locator("#url-error")).containsText("ws://");
		assertThat(state()).hasText("Disconnected");
		this.page.getByLabel("Endpoint URL").fill("ws://localhost:" + this.port + "/ws/echo");
		button("Connect").click();
		assertThat(state()).hasText("Connected");
		assertThat(this.page.locator("#url-error")).isHidden();
		this.page.getByLabel("Bytes").fill("4x");
		button("Send bytes").click();
		assertThat(this.page.locator("#hex-error")).containsText("hexadecimal");
		assertThat(rows("sent", "binary")).hasCount(0);
	}

	@Test
	void saysThatAHandshakeWasRefused() {
		this.page.getByLabel("Endpoint URL").fill("ws://localhost:" + this.port + "/nowhere");
		button("Connect").click();
		assertThat(rows("info", "close")).containsText("Closed 1006 · no goodbye: the handshake was refused");
		assertThat(state()).hasText("Disconnected");
		assertThat(button("Connect")).isEnabled();
	}

	@Test
	void fitsAPhoneInTheDark() {
		this.page.close();
		open(new Browser.NewPageOptions().setViewportSize(390, 844)
			.setHasTouch(true)
			.setIsMobile(true)
			.setColorScheme(ColorScheme.DARK));
		button("Connect").tap();
		assertThat(state()).hasText("Connected");
		this.page.getByLabel("Text").fill("a-long-word-".repeat(40));
		button("Send").tap();
		assertThat(rows("received", "text")).isVisible();
		assertThat(this.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
		takeScreenshot("echo-phone");
		assertThat(this.errors).isEmpty();
	}

	private void open(Browser.NewPageOptions options) {
		this.page = browser.newPage(options);
		this.page.setDefaultTimeout(10_000);
		this.page.onRequest((request) -> this.requests.add(request.url()));
		this.page.onPageError(this.errors::add);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.errors.add(message.text());
			}
		});
		this.page.navigate(address());
	}

	private String address() {
		return "http://localhost:" + this.port + "/";
	}

	private Locator state() {
		return this.page.locator("#state");
	}

	private Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private Locator rows(String direction, String kind) {
		return this.page.locator("#log li[data-direction=%s][data-kind=%s]".formatted(direction, kind));
	}

	private void takeScreenshot(String name) {
		this.page
			.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
	}

	private static void startBrowser(Path chromium) {
		playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		browser = playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
						"--disable-background-networking", "--disable-component-update", "--disable-sync")));
	}

	private static Optional<Path> findChromium() {
		return Stream
			.of(System.getenv("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
					"/snap/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
			.filter(Objects::nonNull)
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

}
