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
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Chromium, which all tests of a run share. The pages of a test are closed after the
 * test. Tests are skipped if Chromium is missing.
 *
 * @author The ws-starter authors
 */
public final class PlaywrightBrowser implements BeforeEachCallback, AfterEachCallback {

	/** The time in which a page must show the expected result. */
	private static final int PATIENCE = 60_000;

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final List<Page> pages = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	private final List<String> failedRequests = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	private @Nullable Browser browser;

	@Override
	public void beforeEach(ExtensionContext context) {
		Optional<Path> chromium = findChromium();
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			assertThat(chromium).as("Chromium").isPresent();
		}
		assumeThat(chromium).as("Chromium is installed, or the environment variable CHROMIUM contains its path")
			.isPresent();
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		this.browser = context.getRoot()
			.getStore(Namespace.create(PlaywrightBrowser.class))
			.computeIfAbsent(Running.class, (key) -> Running.start(chromium.get()), Running.class)
			.browser();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		context.getExecutionException()
			.ifPresent((failure) -> failure.addSuppressed(new AssertionError(
					"Errors on the pages: %s, failed requests: %s".formatted(this.errors, this.failedRequests))));
		this.pages.forEach((page) -> page.context().close());
		this.pages.clear();
		this.errors.clear();
		this.failedRequests.clear();
		this.requests.clear();
	}

	/**
	 * Open a page in a browser context of its own.
	 * @param url the address
	 * @return the page
	 */
	public Page open(String url) {
		return open(url, new Browser.NewPageOptions().setViewportSize(1280, 860));
	}

	/**
	 * Open a page with the screen of a phone and dark colors.
	 * @param url the address
	 * @return the page
	 */
	public Page openOnPhone(String url) {
		return open(url,
				new Browser.NewPageOptions().setViewportSize(390, 844)
					.setHasTouch(true)
					.setIsMobile(true)
					.setColorScheme(ColorScheme.DARK));
	}

	private Page open(String url, Browser.NewPageOptions options) {
		Page page = Objects.requireNonNull(this.browser).newPage(options);
		this.pages.add(page);
		page.setDefaultTimeout(PATIENCE);
		page.onRequest((request) -> this.requests.add(request.url()));
		page.onRequestFailed((request) -> this.failedRequests.add(request.url() + ": " + request.failure()));
		page.onPageError(this.errors::add);
		page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.errors.add(message.text());
			}
		});
		page.navigate(url);
		return page;
	}

	/**
	 * Return the errors on the pages of this test.
	 * @return the error messages
	 */
	public List<String> errors() {
		return this.errors;
	}

	/**
	 * Return the addresses from which the pages of this test have loaded resources.
	 * @return the addresses
	 */
	public List<String> requests() {
		return this.requests;
	}

	/**
	 * Save a screenshot of a whole page.
	 * @param page the page
	 * @param name the name of the file
	 */
	public static void takeScreenshot(Page page, String name) {
		page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
	}

	/**
	 * Click a button.
	 * @param page the page
	 * @param name the label of the button
	 */
	public static void press(Page page, String name) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
	}

	/**
	 * Wait until a number on a page is in a range.
	 * @param locator the element whose text is the number
	 * @param least the minimum
	 * @param most the maximum
	 */
	public static void awaitNumber(Locator locator, int least, int most) {
		locator.page().waitForCondition(() -> {
			String text = locator.textContent();
			return text.matches("\\d+") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
		});
	}

	private static Optional<Path> findChromium() {
		return Stream
			.of(System.getenv("CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium",
					"/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
					"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
			.filter(Objects::nonNull)
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Chromium, running.
	 */
	private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

		static Running start(Path chromium) {
			Playwright playwright = Playwright
				.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			Browser browser = playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
					.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
							"--disable-background-networking", "--disable-component-update", "--disable-sync")));
			return new Running(playwright, browser);
		}

		@Override
		public void close() {
			this.playwright.close();
		}

	}

}
