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

package io.github.wsstarter.wire.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key for TLS on {@code localhost} that {@code keytool} makes, and its certificate.
 *
 * @author The ws-starter authors
 */
final class TestKeyStore {

	private static final String PASSWORD = "secret";

	private final Path file;

	private final SSLContext clientContext;

	private TestKeyStore(Path file, SSLContext clientContext) {
		this.file = file;
		this.clientContext = clientContext;
	}

	static TestKeyStore create() {
		try {
			Path directory = Files.createTempDirectory("ws-starter");
			Path file = directory.resolve("server.p12");
			directory.toFile().deleteOnExit();
			file.toFile().deleteOnExit();
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
					"san=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(),
					"-storepass", PASSWORD)
				.redirectErrorStream(true)
				.start();
			String output = new String(keytool.getInputStream().readAllBytes());
			assertThat(keytool.waitFor(30, TimeUnit.SECONDS) && keytool.exitValue() == 0).as(output).isTrue();
			return new TestKeyStore(file, clientContext(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SSLContext clientContext(Path file) throws GeneralSecurityException, IOException {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keyStore.load(in, PASSWORD.toCharArray());
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(keyStore);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

	/**
	 * Return the properties of a server that has this key.
	 * @return the properties, as {@code name=value}
	 */
	String[] properties() {
		return new String[] { "server.ssl.key-store=" + this.file.toUri(), "server.ssl.key-store-type=PKCS12",
				"server.ssl.key-store-password=" + PASSWORD };
	}

	/**
	 * Return the TLS of a client that trusts this key's certificate only.
	 * @return the context
	 */
	SSLContext clientContext() {
		return this.clientContext;
	}

}
